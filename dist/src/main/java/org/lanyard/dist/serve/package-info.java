/**
 * One node of the service, composed of the modules and put on a port. Rules, sessions and ceremonies live in the modules; here
 * is only who is given what. Every node is like every other: what has to last is in the store.
 */
package org.lanyard.dist.serve;
