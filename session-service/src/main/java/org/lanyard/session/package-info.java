/**
 * The session service: the door, sessions, and what they are asked for. This room holds what the others share: the closed
 * list of reasons for a refusal, and the one exception that carries them.
 */
package org.lanyard.session;
