using Crm.Sdk.Classification;
using Crm.Sdk.Credit;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Scorecard;

/// <summary>Labels customers by the points of a scorecard, with the points of each characteristic as reasons (CR-8). The score is the number of points; more are less risk.</summary>
/// <remarks>A fact that is not known, or has a value that the scorecard has never seen, counts like the whole and is said so; a customer of whom no asked fact is known gets no label. Thread-safe.</remarks>
public sealed class ScorecardRule : IClassificationRule
{
    private const string PointsReason = "crm.scorecard.points", UnknownReason = "crm.scorecard.unknown", BaseReason = "crm.scorecard.base";

    private static readonly Verdict NothingKnown = Verdict.None("crm.scorecard.nothing-known");

    private readonly Credit.Scorecard _scorecard;
    private readonly ScorecardFact[] _facts;
    private readonly (double From, Verdict Label)[] _bands;

    /// <summary>Makes the rule: reads the scorecard.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="CrmException">CRM6210: the file is no scorecard, or a characteristic has no fact, or one of another type.</exception>
    public ScorecardRule(IOptions<ScorecardRuleOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ScorecardRuleOptions settings = options.Value;
        _scorecard = ScorecardFile.Read(File.ReadAllBytes(settings.File!));
        _facts = [.. _scorecard.Characteristics.Select(characteristic => FactOf(characteristic, settings))];
        _bands = [.. BandsOf(settings).OrderByDescending(static band => band.From)];
        Descriptor = RuleDescriptor.For("crm.scorecard", _scorecard.Version)
            .Dimension(settings.Dimension)
            .Labels([.. _bands.Select(static band => band.Label.Label!)])
            .Reads([.. _facts.Select(static fact => fact.Fact).Distinct()]);
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        double score = _scorecard.BasePoints;
        bool known = false;
        why?.Because(BaseReason, score);
        for (int i = 0; i < _facts.Length; i++)
        {
            ScorecardCharacteristic characteristic = _scorecard.Characteristics[i];
            CharacteristicValue value = _facts[i].Read(facts);
            known |= !value.IsNothing;
            if (characteristic.Find(value) is not { } bin)
            {
                why?.Because(UnknownReason, characteristic.Code);
                continue;
            }

            double points = _scorecard.PointsOf(characteristic, bin);
            score += points;
            why?.Because(PointsReason, characteristic.Code, bin.ToString(), points);
        }

        return known ? LabelOf(score).WithScore(score) : NothingKnown;
    }

    private Verdict LabelOf(double score)
    {
        foreach ((double from, Verdict label) in _bands)
        {
            if (score >= from)
            {
                return label;
            }
        }

        return _bands[^1].Label;
    }

    private static IEnumerable<(double From, Verdict Label)> BandsOf(ScorecardRuleOptions settings) => settings.Bands.Count > 0
        ? settings.Bands.Select(static band => (band.From, Verdict.Of(band.Label)))
        : [(550, "low-risk"), (450, "medium-risk"), (double.NegativeInfinity, "high-risk")];

    private static ScorecardFact FactOf(ScorecardCharacteristic characteristic, ScorecardRuleOptions settings)
    {
        ScorecardFactOptions named = settings.Facts.TryGetValue(characteristic.Code, out ScorecardFactOptions? given) ? given : new ScorecardFactOptions { Fact = characteristic.Code };
        ScorecardFact fact = ScorecardFacts.Find(named.Fact, named.Months, named.Type)
            ?? throw new CrmException(CreditErrorCodes.BadScorecard, $"The characteristic '{characteristic}' is of no known fact; say under Crm:Plugins:{ScorecardRulePlugin.Id}:Facts:{characteristic}:Fact of which: {ScorecardFacts.Known}, or a plugin's.");
        return fact.TakesNumbers == characteristic.TakesNumbers
            ? fact
            : throw new CrmException(CreditErrorCodes.BadScorecard, $"The characteristic '{characteristic}' has classes of {(characteristic.TakesNumbers ? "numbers" : "texts")}, the fact '{fact.Fact}' has values of type {fact.Fact.ValueType}.");
    }
}
