/**
 * The whole house from outside: processes started as the launcher starts them, a browser, a card in a reader of the real
 * PC/SC service. Nothing here reaches into a process; what the office would do is done on the store beside it.
 */
package org.lanyard.dist.e2e;
