using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm archive quality</c>: how complete, consistent, timely and used archives are, by facet.</summary>
internal sealed class ArchiveQualityCommand
{
    private readonly Argument<string?> _id = new("ID") { Description = "A customer's external key or internal id [default: the whole base]", Arity = ArgumentArity.ZeroOrOne };

    public Command Make(CommandFrame frame) => frame.Make("quality", "Say how complete, consistent, timely and used archives are, by facet, and why", RunAsync, _id);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        CultureInfo culture = call.Settings.Culture;
        var texts = host.Get<QualityTexts>();
        return call.Parse.GetValue(_id) is { } id
            ? await OneAsync(host, call, CustomerLookup.Canonical(id), asOf, texts, culture, cancellationToken).ConfigureAwait(false)
            : await AllAsync(host, call, asOf, texts, culture, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> OneAsync(ToolHost host, CommandContext call, string id, AsOf asOf, QualityTexts texts, CultureInfo culture, CancellationToken cancellationToken)
    {
        BlockTitles titles = ArchiveCommand.Titles(host, call);
        CustomerQuality quality;
        try
        {
            quality = await host.Get<ArchiveQuality>().OfAsync(call.Settings.Scope, id, asOf, cancellationToken).ConfigureAwait(false);
        }
        catch (CrmException unknown) when (unknown.Code == CustomerErrorCodes.Unknown)
        {
            throw new CallException(unknown.Message);
        }

        await call.Output.BlocksAsync(
        [
            Facets(quality.Facets, titles, texts, culture),
            titles.Rows("findings", ["aspect", "facet", "field", "code!", "reason"], quality.Findings.Select(finding => (object?[])
            [
                Aspect(finding.Aspect, titles), new Coded(finding.Facet, texts.OfFacet(finding.Facet, culture)), new Coded(finding.Field, texts.OfField(finding.Field, culture)),
                finding.Reason.Code, texts.Of(finding, culture),
            ]), id),
        ]).ConfigureAwait(false);
        Note(call, quality.Problems);
        return ExitCode.Done;
    }

    private static async Task<int> AllAsync(ToolHost host, CommandContext call, AsOf asOf, QualityTexts texts, CultureInfo culture, CancellationToken cancellationToken)
    {
        BlockTitles titles = ArchiveCommand.Titles(host, call);
        BaseQuality quality = await call.Output.Progress.WithStatusAsync(
            "Reading archives",
            say => host.Get<ArchiveQuality>().OfBaseAsync(call.Settings.Scope, Condition.Everything, asOf, new LineProgress(say, "Reading archives"), cancellationToken)).ConfigureAwait(false);
        await call.Output.BlocksAsync(
        [
            titles.Record("base", ["customers", "asOf"], [quality.Customers, asOf.Instant]),
            Facets(quality.Facets, titles, texts, culture),
            titles.Rows("fields", ["field", "facet", "customers#", "filled#", "stale#", "readers"], quality.Fields.Select(field => (object?[])
                [new Coded(field.Field, texts.OfField(field.Field, culture)), new Coded(field.Facet, texts.OfFacet(field.Facet, culture)), field.Customers, field.Filled, field.Stale, field.Readers])),
            titles.Rows("contradictions", ["code", "customers#"], quality.Contradictions.Where(static rule => rule.Customers > 0).Select(static rule => (object?[])[rule.Code, rule.Customers])),
        ]).ConfigureAwait(false);
        Note(call, quality.Problems);
        return ExitCode.Done;
    }

    private static Block Facets(ValueList<FacetQuality> facets, BlockTitles titles, QualityTexts texts, CultureInfo culture) =>
        titles.Rows("facets", ["facet", "completeness#", "timeliness#", "use#", "contradictions#"], facets.Select(facet => (object?[])
            [new Coded(facet.Facet, texts.OfFacet(facet.Facet, culture)), Share(facet.Completeness), Share(facet.Timeliness), Share(facet.Use), facet.Contradictions]));

    private static Coded Aspect(QualityAspect aspect, BlockTitles titles)
    {
        string code = aspect.ToString().ToLowerInvariant();
        return new Coded(code, titles.Of($"aspect.{code}"));
    }

    private static double? Share(double? share) => share is { } value ? Math.Round(value, 4) : null;

    private static void Note(CommandContext call, ValueList<CardProblem> problems)
    {
        foreach (CardProblem problem in problems)
        {
            call.Output.Note($"{problem.Source} was left out: {problem.Reason}");
        }
    }
}
