package dev.signalbox.sandbox;

/**
 * One line of the transaction log.
 *
 * @param caseId such as {@code CASE-004711}
 * @param type such as {@code ORDER_RECEIVED}
 * @param data a small JSON object
 */
record CaseEvent(String caseId, String type, String data) {}
