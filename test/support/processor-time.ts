/**
 * What work costs this thread, in milliseconds of its processor. Time on the clock would grow with all that a machine does besides, and
 * a test of it fail when the machine is busy.
 */
export function processorTime(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
