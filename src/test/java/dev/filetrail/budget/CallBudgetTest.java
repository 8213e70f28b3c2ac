package dev.filetrail.budget;

import static dev.filetrail.budget.CallKind.MACHINES_OF_FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Holds the budget to its two windows, and to what Defender itself says. */
class CallBudgetTest {

    private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    @Test
    void grantsAHundredCallsAndThenSaysHowLongToWait() {
        CallBudget budget = budget(100, 1_500);

        assertThat(grantedOf(budget, 100)).isEqualTo(100);
        pass(Duration.ofSeconds(18));

        assertThat(budget.spend(MACHINES_OF_FILE)).isEqualTo(Duration.ofSeconds(42));
        pass(Duration.ofSeconds(42));
        assertThat(budget.spend(MACHINES_OF_FILE)).isZero();
    }

    @Test
    void holdsTheHourWhenTheMinuteHasRoom() {
        CallBudget budget = budget(100, 250);
        for (int minute = 0; minute < 3; minute++) {
            grantedOf(budget, 100);
            pass(Duration.ofMinutes(1));
        }

        // 100 at 0:00, 100 at 1:00, 50 at 2:00: the next leaves the hour at 1:00:00.
        assertThat(budget.spend(MACHINES_OF_FILE)).isEqualTo(Duration.ofMinutes(57));
        pass(Duration.ofMinutes(57));
        assertThat(grantedOf(budget, 200)).isEqualTo(100);
    }

    @Test
    void doesNotCountWhatItRefused() {
        CallBudget budget = budget(2, 3);
        assertThat(grantedOf(budget, 500)).isEqualTo(2);
        pass(Duration.ofMinutes(1));

        assertThat(grantedOf(budget, 500)).isEqualTo(1);
        assertThat(budget.spend(MACHINES_OF_FILE)).isEqualTo(Duration.ofMinutes(59));
    }

    @Test
    void tellsWhatIsLeft() {
        now = 0;
        CallBudget budget = budget(2, 3);
        assertThat(budget.left(MACHINES_OF_FILE)).isEqualTo(new CallsLeft(2, 3, Duration.ZERO));

        grantedOf(budget, 2);
        pass(Duration.ofSeconds(10));
        assertThat(budget.left(MACHINES_OF_FILE)).isEqualTo(new CallsLeft(0, 1, Duration.ofSeconds(50)));

        pass(Duration.ofSeconds(50));
        grantedOf(budget, 1);
        assertThat(budget.left(MACHINES_OF_FILE)).isEqualTo(new CallsLeft(1, 0, Duration.ofMinutes(59)));
    }

    @Test
    void spendsNothingByTellingWhatIsLeft() {
        CallBudget budget = budget(1, 1);
        for (int i = 0; i < 10; i++) {
            assertThat(budget.left(MACHINES_OF_FILE).thisMinute()).isOne();
        }

        assertThat(budget.spend(MACHINES_OF_FILE)).isZero();
    }

    @Test
    void isShutAsLongAsDefenderSaid() {
        CallBudget budget = budget(100, 1_500);
        budget.closeFor(MACHINES_OF_FILE, Duration.ofSeconds(8));

        assertThat(budget.spend(MACHINES_OF_FILE)).isEqualTo(Duration.ofSeconds(8));
        assertThat(budget.left(MACHINES_OF_FILE).untilNext()).isEqualTo(Duration.ofSeconds(8));
        pass(Duration.ofSeconds(8).minusNanos(1));
        assertThat(budget.spend(MACHINES_OF_FILE)).isEqualTo(Duration.ofNanos(1));
        pass(Duration.ofNanos(1));
        assertThat(budget.spend(MACHINES_OF_FILE)).isZero();
    }

    @Test
    void isNotOpenedSoonerByAShorterWait() {
        CallBudget budget = budget(100, 1_500);
        budget.closeFor(MACHINES_OF_FILE, Duration.ofSeconds(30));
        budget.closeFor(MACHINES_OF_FILE, Duration.ofSeconds(2));
        budget.closeFor(MACHINES_OF_FILE, Duration.ZERO);
        assertThat(budget.spend(MACHINES_OF_FILE)).isEqualTo(Duration.ofSeconds(30));

        budget.closeFor(MACHINES_OF_FILE, Duration.ofSeconds(60));
        assertThat(budget.spend(MACHINES_OF_FILE)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void isShutAgainAfterItHasOpened() {
        CallBudget budget = budget(100, 1_500);
        budget.closeFor(MACHINES_OF_FILE, Duration.ofSeconds(30));
        pass(Duration.ofHours(5));
        budget.closeFor(MACHINES_OF_FILE, Duration.ofSeconds(3));

        assertThat(budget.spend(MACHINES_OF_FILE)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void saysTheLongestOfAllWaits() {
        CallBudget budget = budget(1, 1_500);
        budget.spend(MACHINES_OF_FILE);
        budget.closeFor(MACHINES_OF_FILE, Duration.ofSeconds(5));

        assertThat(budget.spend(MACHINES_OF_FILE)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void isNotMadeWithoutACall() {
        assertThatThrownBy(() -> budget(0, 1_500)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> budget(100, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int grantedOf(CallBudget budget, int tries) {
        int granted = 0;
        for (int i = 0; i < tries; i++) {
            granted += budget.spend(MACHINES_OF_FILE).isZero() ? 1 : 0;
        }
        return granted;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private CallBudget budget(int perMinute, int perHour) {
        return new CallBudget(
                new BudgetConfig() {
                    @Override
                    public int perMinute() {
                        return perMinute;
                    }

                    @Override
                    public int perHour() {
                        return perHour;
                    }
                },
                () -> now);
    }
}
