global using Xunit;

// Each test runs a whole host on its own store: side by side they would only take each other's processor.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
