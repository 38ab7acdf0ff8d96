package org.lanyard.pki.audit;

/**
 * An event as it was written down.
 *
 * @param id the row's number; rises, with gaps
 * @param event what happened; its personal fields are empty if they were erased
 * @param erased whether there were personal fields whose key is destroyed
 */
public record AuditRecord(long id, AuditEvent event, boolean erased) {}
