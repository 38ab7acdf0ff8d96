/** Holds what is logged to what operators are told. */
package org.lanyard.dist.logging;
