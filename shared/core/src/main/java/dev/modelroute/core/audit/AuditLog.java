package dev.modelroute.core.audit;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.OrgId;

/**
 * What was done, kept for good: there is no way to change or remove an event. An event that tells
 * of a change of state is handed to the store that makes the change, which writes both in one
 * transaction; {@link #append} is for what changes nothing else. Each method may throw {@link
 * StoreUnavailableException}.
 */
public interface AuditLog {
  /** Adds an event; the same one twice is one. */
  void append(AuditEvent event);

  /**
   * Events of an organisation, newest first. With a filter, a page may be shorter than its limit
   * although another one follows: the work of one call is bounded.
   */
  Page<AuditEvent> list(OrgId organization, AuditFilter filter, PageRequest page);
}
