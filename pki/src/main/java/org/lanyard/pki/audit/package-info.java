/**
 * Who did what, when, provably. A row is written in the transaction of what it tells of ({@link
 * org.lanyard.pki.audit.AuditLog}); the sealer chains committed rows each second and signs the head, which is also appended
 * to a file outside the store ({@link org.lanyard.pki.audit.AuditSealer}); whoever doubts it verifies the whole ({@link
 * org.lanyard.pki.audit.AuditVerifier}).
 *
 * <p>The room's rules: rows are never changed or deleted. What reads as a person stands in the encrypted part alone; facts,
 * actor and subject are opaque ids and words of the trade. The chain covers the ciphertext, so that destroying a subject's key
 * erases what was said of them and breaks nothing. Kinds are named by the rooms that write them; this room knows none.
 */
package org.lanyard.pki.audit;
