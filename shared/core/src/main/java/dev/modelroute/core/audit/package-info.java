/**
 * Who did what, to which thing, when and from where: {@link dev.modelroute.core.audit.AuditEvent}s,
 * which are added to the {@link dev.modelroute.core.audit.AuditLog} and never changed.
 */
@NullMarked
package dev.modelroute.core.audit;

import org.jspecify.annotations.NullMarked;
