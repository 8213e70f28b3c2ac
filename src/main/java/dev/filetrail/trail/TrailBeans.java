package dev.filetrail.trail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What is made from the configuration rather than from a class alone. */
@ApplicationScoped
class TrailBeans {

    /** @return where replicas leave their answers for each other */
    @Produces
    @Singleton
    AnswerStore store() {
        return AnswerStore.NONE;
    }
}
