/**
 * RFC 5280 section 6.1 over one path that is given, from its anchor down: a flat method in the order of the document, rules that
 * are pure, and the stricter rules that this house adds, each with its clause and a switch. Nothing is searched for here, and
 * nothing is asked of a network.
 */
package org.lanyard.pki.path.rules;
