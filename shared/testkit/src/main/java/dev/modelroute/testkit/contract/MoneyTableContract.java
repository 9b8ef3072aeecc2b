package dev.modelroute.testkit.contract;

import org.junit.jupiter.api.Test;

/** Money as tables: one line = one operation, its answer, the balance after it. */
public abstract class MoneyTableContract extends StoreContract {

  @Test
  void a_hold_is_resolved_exactly_once() {
    run(
        """
        # step   id  amount  expect                available  held   spent
        credit   -   0.100   OK                    0.100      0      0
        submit   A   0.040   OK                    0.052      0.048  0
        submit   A   0.040   REPLAYED              0.052      0.048  0
        submit   A   0.041   KEY_CONFLICT          0.052      0.048  0
        submit   B   0.050   INSUFFICIENT_BALANCE  0.052      0.048  0
        submit   C   0.001   OK                    0.042      0.058  0      # never under a cent
        settle   A   0.040   OK                    0.050      0.010  0.040
        settle   A   0.040   ALREADY_COMPLETED     0.050      0.010  0.040  # moves nothing
        cancel   A   -       ALREADY_COMPLETED     0.050      0.010  0.040
        settle   C   0.025   OK                    0.050      0      0.050  # overrun: our loss
        submit   D   0.010   OK                    0.038      0.012  0.050
        cancel   D   -       OK                    0.050      0      0.050
        settle   D   0.010   ALREADY_CANCELLED     0.050      0      0.050
        """);
  }

  @Test
  void every_way_to_end_gives_back_what_was_not_charged() {
    run(
        """
        credit   -   0.200   OK                    0.200      0      0
        submit   A   0.040   OK                    0.152      0.048  0
        fail     A   -       OK                    0.200      0      0
        expire   A   -       ALREADY_FAILED        0.200      0      0
        submit   B   0.040   OK                    0.152      0.048  0
        expire   B   -       OK                    0.200      0      0
        cancel   B   -       ALREADY_EXPIRED       0.200      0      0
        submit   C   0.040   OK                    0.152      0.048  0
        settle   C   0       OK                    0.200      0      0      # free of charge
        submit   D   0.040   OK                    0.152      0.048  0
        settle   D   0.048   OK                    0.152      0      0.048  # the whole hold
        submit   E   0.040   OK                    0.104      0.048  0.048
        settle   E   0.000000001  OK               0.151999999  0    0.048000001
        """);
  }

  @Test
  void the_last_nano_can_be_held_and_one_more_can_not() {
    run(
        """
        credit   -   0.048          OK                    0.048        0            0
        submit   A   0.040000001    INSUFFICIENT_BALANCE  0.048        0            0
        submit   B   0.040          OK                    0            0.048        0
        submit   C   0.000000001    INSUFFICIENT_BALANCE  0            0.048        0
        credit   -   0.009999999    OK                    0.009999999  0.048        0
        submit   C   0.000000001    INSUFFICIENT_BALANCE  0.009999999  0.048        0
        credit   -   0.000000001    OK                    0.010        0.048        0
        submit   C   0.000000001    OK                    0            0.058        0
        cancel   B   -              OK                    0.048        0.010        0
        submit   D   0.008333334    OK                    0.037999999  0.020000001  0
        """);
  }

  private void run(String table) {
    new MoneyTable(stores, make, time).run(table);
  }
}
