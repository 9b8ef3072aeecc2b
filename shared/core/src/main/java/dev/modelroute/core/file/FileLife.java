package dev.modelroute.core.file;

import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.OrgId;
import java.time.Duration;

/** How long an organisation's files live when nobody says otherwise, outputs too. */
@FunctionalInterface
public interface FileLife {
  /** Days of an organisation that has chosen nothing. */
  int DEFAULT_DAYS = 30;

  int MIN_DAYS = 1;
  int MAX_DAYS = 365;

  /**
   * @throws StoreUnavailableException when the setting cannot be read now
   */
  Duration usual(OrgId organization);
}
