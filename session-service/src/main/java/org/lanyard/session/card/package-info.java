/**
 * Cards: whose each is and what state it is in. A card is its UUID; what is on it, and how it is read, is not known here.
 *
 * <p>The rule: what takes a card away (lost, suspended, returned …) is one transaction that changes its state, revokes its
 * certificates and ends its sessions.
 */
package org.lanyard.session.card;
