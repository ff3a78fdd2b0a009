package casfailover.agent;

import casfailover.config.Settings;
import casfailover.jnrpe.CheckCommands;
import casfailover.order.Orders;

/**
 * What an agent answers and writes with under one state of its settings; a reload exchanges it as a
 * whole.
 */
record Desk(
    Settings settings,
    CheckCommands checks,
    Orders orders,
    StatusView status,
    DrillView drill,
    Letters letters) {}
