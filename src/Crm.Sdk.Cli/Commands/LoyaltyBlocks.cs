using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Assessments of loyalty as blocks: the codes of JSON, and their texts for people.</summary>
internal sealed class LoyaltyBlocks(ToolHost host, ToolSettings settings)
{
    private readonly LoyaltyTexts _texts = host.Get<LoyaltyTexts>();
    private readonly BlockTitles _titles = new(host.Get<CrmTexts>(), "loyalty.title", settings.Culture);

    /// <summary>What something is called.</summary>
    public string Title(string name) => _titles.Of(name);

    public IReadOnlyList<Block> Of(string customer, FiledLoyalty filed)
    {
        LoyaltyAssessment answer = filed.Assessment;
        return
        [
            _titles.Record(
                "assessment",
                ["customer", "asOf", "index#", "confidence#", "type", "cell", "policy", "policyVersion!"],
                [
                    customer, answer.Input.AsOf, answer.Index, answer.Confidence, Of(LoyaltyTypes.List, answer.Type), Of(LoyaltyCells.List, answer.Cell), filed.Record.Policy, filed.Record.PolicyVersion,
                ]),
            _titles.Rows("why", ["of", "code!", "reason"], [.. Reasons("type", answer.TypeReasons), .. Reasons("cell", answer.CellReasons)]),
            _titles.Rows(
                "scores",
                ["score", "value#", "known#"],
                answer.Dimensions.Append(answer.Attitude).Append(answer.Behaviour).Select(score => (object?[])[Of(LoyaltyScores.List, score.Code), score.Value, score.Known])),
            _titles.Rows(
                "values",
                ["indicator", "value#", "records#", "sources", "last"],
                answer.Values.Select(value => (object?[])
                [
                    Of(LoyaltyIndicators.List, value.Indicator), value.Value, value.Records,
                    value.Findings.Select(static finding => finding.Source).Distinct(StringComparer.Ordinal).Select(source => Of(LoyaltySources.List, source)).ToArray(),
                    value.Findings.Max(static finding => finding.Date),
                ])),
            _titles.Rows("missing", ["indicator", "weight#", "code!", "reason"], answer.Missing.Select(missing => (object?[])
                [Of(LoyaltyIndicators.List, missing.Indicator), missing.Weight, missing.Reason.Code, _texts.Of(missing.Reason, settings.Culture)])),
            _titles.Rows("failed", ["source"], answer.Input.Failed.Select(static source => (object?[])[source])),
        ];
    }

    /// <summary>The assessments of a customer, each with whether it comes out the same again.</summary>
    public Block History(IEnumerable<FiledLoyalty> assessments) => _titles.Rows(
        "history",
        ["asOf", "index#", "confidence#", "attitude#", "behaviour#", "type", "cell", "policy", "policyVersion#", "agrees"],
        assessments.Select(one => (object?[])
        [
            one.Record.AsOf, one.Record.Index, one.Record.Confidence, one.Record.Attitude, one.Record.Behaviour, Of(LoyaltyTypes.List, one.Record.Type), Of(LoyaltyCells.List, one.Record.Cell),
            one.Record.Policy, one.Record.PolicyVersion, one.Agrees,
        ]));

    public Coded Of(CodeList list, string? code) => new(code, code is null ? Title("unknown") : list.TitleOf(code, settings.Culture));

    private IEnumerable<object?[]> Reasons(string of, ValueList<Reason> reasons) => reasons.Select(reason => (object?[])[new Coded(of, Title(of)), reason.Code, _texts.Of(reason, settings.Culture)]);
}
