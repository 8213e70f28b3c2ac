package dev.filetrail.defender.identity;

/** The sign-in gave no token: what it said and what to do. Holds no secret. */
public final class SignInException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String whatToDo;
    private final String correlationId;
    private final boolean passing;

    SignInException(String whatHappened, String whatToDo, String correlationId, boolean passing, Throwable cause) {
        super(whatHappened, cause);
        this.whatToDo = whatToDo;
        this.correlationId = correlationId;
        this.passing = passing;
    }

    /** @return whose turn it is and what to do */
    public String whatToDo() {
        return whatToDo;
    }

    /** @return what a support case asks for, null when none came */
    public String correlationId() {
        return correlationId;
    }

    /** @return it may work when tried again: the sign-in could not be reached, or had trouble of its own */
    public boolean passing() {
        return passing;
    }
}
