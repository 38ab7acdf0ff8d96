/**
 * The room of the test vectors: data that others can test their own cards, kiosks and verifiers with, its strict
 * loader, and what a test needs to say that a real part is missing.
 *
 * <p>What may enter: JSON with a schema, provenance, date and expected reason, and records that hold it. What it
 * never knows: any other module of Lanyard. It is in test scope everywhere, so nothing here may reach a running
 * service. Start at {@code README.md} of this module for the fields of each file.
 */
package org.lanyard.vectors;
