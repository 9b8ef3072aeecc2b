package dev.modelroute.core.upkeep;

import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metering.ChargeStorage;
import dev.modelroute.core.metering.StorageMeter;
import java.time.InstantSource;

/** Charges every organisation whose thirty days are over, or which still owes for earlier ones. */
public final class MeterStorage {
  /** Most organisations of one sweep. */
  public static final int LIMIT = 200;

  private final StorageMeter meter;
  private final ChargeStorage charge;
  private final InstantSource time;

  public MeterStorage(StorageMeter meter, ChargeStorage charge, InstantSource time) {
    this.meter = meter;
    this.charge = charge;
    this.time = time;
  }

  /**
   * @throws RuntimeException the first fault that is no store's trouble, after every organisation
   *     had its turn
   */
  public SweptRows sweep() {
    SweepTally tally = new SweepTally();
    for (OrgId organization : meter.due(time.instant(), LIMIT)) {
      tally.add(() -> charge.charge(organization));
    }
    return tally.swept();
  }
}
