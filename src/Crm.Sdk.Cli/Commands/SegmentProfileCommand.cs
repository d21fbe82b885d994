using System.CommandLine;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Clustering;
using Crm.Sdk.Segments;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm segment profile</c>: what sets the members of a segment apart from all customers, and by how much.</summary>
internal sealed class SegmentProfileCommand
{
    private static readonly Column[] Columns =
    [
        new("fact"), new("category"), new("members", IsNumber: true), new("others", IsNumber: true), new("inSegment", IsNumber: true), new("elsewhere", IsNumber: true), new("delta", IsNumber: true),
        new("standardisedDifference", IsNumber: true), new("lift", IsNumber: true),
    ];

    private readonly Option<string> _where = new("--where") { Description = "The segment as JSON, or a file that holds it", Required = true };
    private readonly Option<string[]> _facts = new("--fact") { Description = $"A fact to compare by, repeatable: {string.Join(", ", Names)} [default: all but those of order lines and investments]" };

    private static IEnumerable<string> Names => NamedFacts.All.Where(static name => Find(name) is { ValueType: not FactValueType.Date });

    public Command Make(CommandFrame frame) => frame.MakeRows("profile", "Show what sets the members of a segment apart from all other customers, the greatest difference first", RunAsync, _where, _facts);

    private static Fact? Find(string name) => NamedFacts.Find(name, Trailing.Ever);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        Segment segment = await SegmentText.ReadAsync(call.Parse.GetRequiredValue(_where), cancellationToken).ConfigureAwait(false);
        Fact[] facts = call.Parse.GetValue(_facts) is { Length: > 0 } given
            ? [.. given.Distinct().Select(static name => Names.Contains(name) ? Find(name)! : throw new CallException($"--fact: there is no fact '{name}' to compare by; there are {string.Join(", ", Names)}."))]
            : [.. Names.Select(static name => Find(name)!).Where(static fact => !fact.Equals(Facts.MarketingCost) && !fact.Equals(Facts.AveragePiecePrice))];
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        SegmentProfile profile = await call.Output.Progress.WithStatusAsync(
            "Comparing", _ => host.Get<SegmentProfiles>().ProfileAsync(call.Settings.Scope, new SegmentRequest(segment, call.Settings.AsOf(host.Get<IClock>())), facts, cancellationToken)).ConfigureAwait(false);
        HashSet<string> amounts = [.. facts.Where(static fact => fact.ValueType == FactValueType.Money).Select(static fact => fact.Key)];
        await call.Output.RowsAsync(
            $"{profile.Members:N0} of {profile.Base:N0} customers",
            Columns,
            profile.Traits.Select(trait => (object?[])
            [
                trait.Fact, trait.Category, trait.Members, trait.Others, Mean(trait, trait.InSegment), Mean(trait, trait.Elsewhere), Rounded(trait.Delta), Rounded(trait.StandardisedDifference), Rounded(trait.Lift),
            ]).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;

        object? Mean(SegmentTrait trait, double value) => amounts.Contains(trait.Fact) ? Money.OfMinor((long)Math.Round(value), profile.Currency) : Rounded(value);
    }

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 4) : null;
}
