package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One event of an execution's history.
 *
 * @param id from 1 on
 * @param previousId the event that led to it; 0 = the start
 * @param type e.g. {@code TaskStateEntered}
 * @param detailsName the API's name for the details, empty = the type has none
 * @param details payloads are JSON text, as the API has them
 */
public record HistoryEvent(
    long id, long previousId, Instant at, String type, String detailsName, ObjectNode details) {}
