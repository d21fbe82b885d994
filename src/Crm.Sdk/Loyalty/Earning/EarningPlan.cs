using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A version of a programme made ready for earning. Immutable and thread-safe.</summary>
internal sealed class EarningPlan
{
    public EarningPlan(LoyaltyProgramme programme, int version)
    {
        (Programme, Version) = (programme, version);
        Zone = programme.Days();
        Rules = [.. programme.Earning.Select(static rule => new LineRule(rule))];
    }

    public LoyaltyProgramme Programme { get; }

    /// <summary>The version; 0 of a programme that was never saved.</summary>
    public int Version { get; }

    public DateTimeZone Zone { get; }

    public IReadOnlyList<LineRule> Rules { get; }

    public TierLadder? Ladder => Programme.Tiers;

    /// <summary>Whether caps count over more than one document of a member.</summary>
    public bool HasMemberCaps => Programme.Earning.Any(static rule => rule.Caps.Any(static cap => cap.Scope is EarningCapScope.Day or EarningCapScope.Month or EarningCapScope.Member));

    public bool HasPluginRules => Programme.Earning.Any(static rule => rule.Type == EarningType.Plugin);

    /// <summary>The types of interactions that earn.</summary>
    public IEnumerable<string> InteractionTypes => Programme.Earning.Select(static rule => rule.Event).OfType<string>().Where(static code => code is not (EarningEvents.Birthday or EarningEvents.Enrolment)).Distinct(StringComparer.Ordinal);

    /// <summary>From when on a member earns who joined at an instant.</summary>
    public Instant EarnsFrom(Instant joined) => Programme.BackdatedDays == 0 ? joined : Zone.StartOf(joined.InZone(Zone).Date.PlusDays(-Programme.BackdatedDays));

    public bool Rewards(string earningEvent) => Programme.Earning.Any(rule => rule.Event == earningEvent);

    /// <summary>When the points of a document can be spent.</summary>
    public Instant MaturesAt(string wallet, Instant occurred) => Programme.FindWallet(wallet)?.MaturesAt(occurred) ?? occurred;
}
