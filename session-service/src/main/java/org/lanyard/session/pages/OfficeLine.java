package org.lanyard.session.pages;

import java.util.UUID;

/**
 * A recovery in the office's list.
 *
 * @param name whose
 * @param when it was opened, in words
 * @param state the message's word for where it stands
 * @param mayAgree whether the reader could agree to it
 */
public record OfficeLine(UUID id, String name, String when, String state, boolean mayAgree) {}
