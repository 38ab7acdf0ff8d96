/**
 * Certificate policies along a path: the graph of RFC 9618, which grows with the certificates' size and never with its square,
 * and the two sets that come out.
 */
package org.lanyard.pki.path.policy;
