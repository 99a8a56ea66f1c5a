using Xunit.v3;

// Half of a test is waiting: for a process to start, a page to open, a lease to end. Twice as many as cores keep the machine busy meanwhile.
[assembly: Parallelization(MaxThreads = 4)]
