using System.Globalization;

namespace Crm.Sdk.Benchmarks.Running;

/// <summary>What a call of the benchmarks asks for.</summary>
internal sealed record BenchmarkSettings
{
    public const string Help = """
        Crm.Sdk.Benchmarks: ours and a baseline in one run, answers compared first, rounds interleaved.

          --customers N   customers [default: 100000]
          --orders M      orders [default: 1000000]
          --rounds R      rounds of each, interleaved [default: 5]
          --only P1,DQ-3  only these: P1, P5, P5-rival (P5 against DuckDB alone), P6, P7, P8, P9, P12, P13, P14, P19, P20 (baskets are as many as orders), P22, DQ-3, P-labels, P-list, CR (lines are as many as customers)
          --gate          fail when a ratio misses its target in 2 of 3 runs
          --slack X       multiplies the targets of the gate [default: 1]
          --rivals        also against programs that have to be installed (P5: npm's @duckdb/node-api, found by NODE_PATH; P19: Debian's python3-scipy)
          --million       1,000,000 customers and 10,000,000 orders
          --database FILE a file that "crm bench generate" filled with as many customers and orders, copied instead of being written anew (P7, P-labels)

          --baskets FILE --supports 0.05,0.02   instead of all that: how many item sets of a file of baskets, one a line, reach each support
        """;

    private const int LeastFull = 100_000;

    public int Customers { get; init; } = 100_000;

    public int Orders { get; init; } = 1_000_000;

    public int Rounds { get; init; } = 5;

    public IReadOnlySet<string> Only { get; init; } = new HashSet<string>();

    public bool Gate { get; init; }

    public bool Rivals { get; init; }

    public double Slack { get; init; } = 1;

    /// <summary>A file with the population; null to write one.</summary>
    public string? Database { get; init; }

    /// <summary>A target that is stated for a large base: below it the fixed costs of a run are most of its time, so its ratio is only shown.</summary>
    public double? AtFullSize(double limit) => Customers >= LeastFull ? limit : null;

    public static BenchmarkSettings? Parse(string[] args)
    {
        var settings = new BenchmarkSettings();
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--customers":
                    settings = settings with { Customers = Number(args, ++i) };
                    break;
                case "--orders":
                    settings = settings with { Orders = Number(args, ++i) };
                    break;
                case "--rounds":
                    settings = settings with { Rounds = Number(args, ++i) };
                    break;
                case "--only":
                    settings = settings with { Only = args[++i].Split(',').ToHashSet(StringComparer.OrdinalIgnoreCase) };
                    break;
                case "--gate":
                    settings = settings with { Gate = true };
                    break;
                case "--rivals":
                    settings = settings with { Rivals = true };
                    break;
                case "--slack":
                    settings = settings with { Slack = double.Parse(args[++i], CultureInfo.InvariantCulture) };
                    break;
                case "--database":
                    settings = settings with { Database = args[++i] };
                    break;
                case "--million":
                    settings = settings with { Customers = 1_000_000, Orders = 10_000_000 };
                    break;
                default:
                    return null;
            }
        }

        return settings;
    }

    public bool Wants(string id) => Only.Count == 0 || Only.Contains(id);

    private static int Number(string[] args, int at) => int.Parse(args[at], CultureInfo.InvariantCulture);
}
