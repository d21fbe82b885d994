using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Synthetic;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm bench generate</c>: a synthetic, realistic population.</summary>
internal sealed class BenchCommand
{
    private readonly Option<int> _customers = new("--customers") { Description = "How many customers", DefaultValueFactory = static _ => 10_000 };
    private readonly Option<int> _orders = new("--orders") { Description = "How many orders", DefaultValueFactory = static _ => 100_000 };
    private readonly Option<int> _seed = new("--seed") { Description = "The same seed gives the same population", DefaultValueFactory = static _ => 1 };

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "bench", "Trials and benchmarks",
        frame.Make("generate", "Fill the store with a synthetic population", RunAsync, _customers, _orders, _seed));

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        var options = new PopulationOptions
        {
            Customers = call.Parse.GetValue(_customers),
            Orders = call.Parse.GetValue(_orders),
            Seed = call.Parse.GetValue(_seed),
        };
        if (options.Customers < 1 || options.Orders < 0)
        {
            throw new CallException("--customers takes 1 or more, --orders 0 or more.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        await call.Output.Progress.WithStatusAsync(
            "Generating",
            async status =>
            {
                await host.Get<PopulationWriter>().WriteAsync(
                    call.Settings.Scope,
                    new PopulationGenerator(options),
                    new Progress<long>(records => status($"{records:N0} of {(long)options.Customers + options.Orders:N0} records")),
                    cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "bench generate",
            ("customers", options.Customers),
            ("orders", options.Orders),
            ("elapsedMs", (long)time.GetElapsedTime(start).TotalMilliseconds)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
