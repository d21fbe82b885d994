using Crm.Sdk.Benchmarks.Running;

return await BenchmarkRun.MainAsync(args);
