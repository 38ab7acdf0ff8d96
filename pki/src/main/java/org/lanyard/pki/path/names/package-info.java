/**
 * Names in certificates: whether one is of its form, whether it lies inside a subtree, whether it is the one asked for. Pure;
 * no name is ever looked up anywhere.
 */
package org.lanyard.pki.path.names;
