using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A rule by which members earn points, 积分规则, as data of a programme (LO-1).</summary>
/// <remarks>
/// <para>A rule of <see cref="EarningType.Spend"/> counts the lines that its products and categories let in. Of the rules of one <see cref="Group"/> each line earns by the one that gives most for it, before rounding,
/// and by the first of them where they give the same; rules without a group, and of different groups, add up.</para>
/// <para>Immutable; thread-safe.</para>
/// </remarks>
public sealed record EarningRule
{
    /// <summary>The greatest number of points of a rule.</summary>
    public const long MaxPoints = 1_000_000_000;

    /// <summary>The greatest number of products, and of categories, that a rule names.</summary>
    public const int MaxNames = 1_000;

    /// <summary>Makes one with the defaults of its members.</summary>
    public EarningRule()
    {
    }

    /// <summary>Makes one as JSON does: what is left out there has the default that is stated here, which generated readers forget of an initialiser.</summary>
    [JsonConstructor]
    internal EarningRule(string wallet = PointsWallet.Main) => Wallet = wallet;

    /// <summary>Its code, unique within the programme.</summary>
    public required string Code { get; init; }

    /// <summary>Its name in English.</summary>
    public string? TitleEn { get; init; }

    /// <summary>Its name in Chinese.</summary>
    public string? TitleZh { get; init; }

    /// <summary>For what it gives points.</summary>
    public EarningType Type { get; init; }

    /// <summary>The wallet that they go into.</summary>
    public string Wallet { get; init; } = PointsWallet.Main;

    /// <summary>How many points: for each <see cref="Per"/> that was spent, or for the event. A plugin says it itself.</summary>
    public long Points { get; init; }

    /// <summary>The step of the amount, above 0, in units of <see cref="Currency"/>: <c>10</c> with 1 point is a point for each 10. Of <see cref="EarningType.Spend"/> only.</summary>
    public decimal? Per { get; init; }

    /// <summary>The currency of <see cref="Per"/> and <see cref="Minimum"/>, such as CNY. Orders in another one earn nothing by the rule.</summary>
    public string? Currency { get; init; }

    /// <summary>Which amount of a line counts.</summary>
    public EarningBasis Basis { get; init; }

    /// <summary>How points become whole.</summary>
    public EarningRounding Rounding { get; init; }

    /// <summary>How much the lines that the rule counts must come to, in units of <see cref="Currency"/>; null for any amount.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The products that count; with <see cref="Categories"/>, those of either. None of both means all.</summary>
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> Products { get; init; }

    /// <summary>The categories that count, with all below them.</summary>
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> Categories { get; init; }

    /// <summary>The products that do not count.</summary>
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> ExceptProducts { get; init; }

    /// <summary>The categories that do not count, with all below them.</summary>
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> ExceptCategories { get; init; }

    /// <summary>Of <see cref="EarningType.Event"/>: which, of <see cref="EarningEvents"/> or a type of interactions.</summary>
    public string? Event { get; init; }

    /// <summary>Of <see cref="EarningType.Plugin"/>: the code of the plugin's rule.</summary>
    public string? Plugin { get; init; }

    /// <summary>The first day on which it holds, in the programme's zone; null for no first.</summary>
    [JsonConverter(typeof(LocalDateConverter))]
    public LocalDate? From { get; init; }

    /// <summary>The last day on which it holds; null for no last.</summary>
    [JsonConverter(typeof(LocalDateConverter))]
    public LocalDate? Until { get; init; }

    /// <summary>The days of the week on which it holds; none means all.</summary>
    [JsonConverter(typeof(ValueListConverter<IsoDayOfWeek>))]
    public ValueList<IsoDayOfWeek> Weekdays { get; init; }

    /// <summary>The rules among which a line earns by the best alone; null for none. Of events the rule with the most points counts.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the earning factor of the member's tier leaves it as it is. Events are never multiplied.</summary>
    public bool IgnoresTier { get; init; }

    /// <summary>At most how many points it gives, each scope once.</summary>
    [JsonConverter(typeof(ValueListConverter<EarningCap>))]
    public ValueList<EarningCap> Caps { get; init; }

    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(LocalDate day) => DaySpan.Holds(From, Until, day) && (Weekdays.IsEmpty || Weekdays.Contains(day.DayOfWeek));

    internal void Check(LoyaltyProgramme programme)
    {
        string where = $"loyalty-programme.earning['{Code}']";
        Require.Code(Code, where);
        Require.Code(Group, $"{where}.group");
        Require.Code(Event, $"{where}.event");
        Require.Defined((EarningType?)Type, $"{where}.type");
        Require.Defined((EarningBasis?)Basis, $"{where}.basis");
        Require.Defined((EarningRounding?)Rounding, $"{where}.rounding");
        Require.That(programme.FindWallet(Wallet) is not null, $"{where}.wallet", $"the programme has no wallet '{Wallet}'");
        Require.InRange(Points, Type == EarningType.Plugin ? 0 : 1, Type == EarningType.Plugin ? 0 : MaxPoints, $"{where}.points");
        Require.That(Type == EarningType.Spend == Per is not null, $"{where}.per", "a rule for what is spent, and no other, has a step of the amount");
        Require.That(Type == EarningType.Event == Event is not null, $"{where}.event", "a rule for an event, and no other, names it");
        Require.That(Type == EarningType.Plugin == Plugin is not null, $"{where}.plugin", "a rule of a plugin, and no other, names it");
        Require.That(Per is null == Currency is null, $"{where}.currency", "an amount has a currency, and nothing else has");
        if (Currency is { } code)
        {
            var currency = Sdk.Currency.Parse(code);
            Require.That(Per is null || Money.Of(Per.Value, currency).MinorUnits > 0, $"{where}.per", $"{Per} is no step; give an amount above 0");
            Require.That(Minimum is null || Money.Of(Minimum.Value, currency).MinorUnits > 0, $"{where}.minimum", $"{Minimum} is no minimum; give an amount above 0, or leave it out");
        }

        Require.That(Type == EarningType.Spend || (Products.IsEmpty && Categories.IsEmpty && ExceptProducts.IsEmpty && ExceptCategories.IsEmpty && Minimum is null), where, "only a rule for what is spent chooses lines: products, categories, a minimum");
        foreach (ValueList<string> names in (ReadOnlySpan<ValueList<string>>)[Products, Categories, ExceptProducts, ExceptCategories])
        {
            Require.InRange(names.Count, 0, MaxNames, $"{where}.products");
        }

        Require.InOrder(From, Until, $"{where}.until");
        Require.That(Caps.Select(static cap => cap.Scope).Distinct().Count() == Caps.Count, $"{where}.caps", "a scope stands twice");
        foreach (EarningCap cap in Caps)
        {
            cap.Check($"{where}.caps");
        }
    }
}
