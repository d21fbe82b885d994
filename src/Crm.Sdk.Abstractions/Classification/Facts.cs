using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>The built-in facts: what is known of every customer from orders, returns and the customer's record, at an as-of instant.</summary>
/// <remarks>
/// Only what happened up to and including the instant counts. Money is net, in the tenant's reporting currency; where a rate is missing for an order that counts,
/// the amount is undefined. Days are local days of the as-of zone. What exactly is computed stands with each <see cref="OrderMeasure"/>. Thread-safe.
/// </remarks>
public static class Facts
{
    /// <summary>Days since the last order; undefined without one.</summary>
    public static Fact<int> DaysSinceLastOrder { get; } = Recency(Trailing.Ever);

    /// <summary>Days since the first order; undefined without one.</summary>
    public static Fact<int> DaysSinceFirstOrder { get; } = Maybe<int>("daysSinceFirstOrder", OrderMeasure.DaysSinceFirstOrder, Trailing.Ever, Motion.EveryDay);

    /// <summary>The median number of days from one day with orders to the next; undefined with fewer than two such days.</summary>
    public static Fact<double> UsualIntervalDays { get; } = Maybe<double>("usualIntervalDays", OrderMeasure.UsualIntervalDays, Trailing.Ever);

    /// <summary>The date of the first order; undefined without one.</summary>
    public static Fact<LocalDate> FirstOrderDate { get; } = Maybe<LocalDate>("firstOrderDate", OrderMeasure.FirstOrderDate, Trailing.Ever);

    /// <summary>The date of the last order; undefined without one.</summary>
    public static Fact<LocalDate> LastOrderDate { get; } = Maybe<LocalDate>("lastOrderDate", OrderMeasure.LastOrderDate, Trailing.Ever);

    /// <summary>The amount of the last order; undefined without one.</summary>
    public static Fact<Money> LastOrderAmount { get; } = Maybe<Money>("lastOrderAmount", OrderMeasure.LastOrderAmount, Trailing.Ever);

    /// <summary>The kind of customer, <c>individual</c> or <c>enterprise</c>.</summary>
    public static Fact<Category> CustomerKind { get; } = OnRecord("customerKind", CustomerField.Kind);

    /// <summary>The region.</summary>
    public static Fact<Category> Region { get; } = OnRecord("region", CustomerField.Region);

    /// <summary>The industry.</summary>
    public static Fact<Category> Industry { get; } = OnRecord("industry", CustomerField.Industry);

    /// <summary>The source by which the customer was won.</summary>
    public static Fact<Category> Source { get; } = OnRecord("source", CustomerField.Source);

    /// <summary>Who is responsible for the customer.</summary>
    public static Fact<Category> Owner { get; } = OnRecord("owner", CustomerField.Owner);

    /// <summary>The relationship with the company as the record states it (<see cref="Customers.CompanyRelationships"/>); undefined where it says nothing.</summary>
    public static Fact<Category> Relationship { get; } = OnRecord("relationship", CustomerField.Relationship);

    /// <summary>All that was invested in the customer up to the instant (visits, gifts, discounts, service); 0 without any, undefined where a rate is missing.</summary>
    public static Fact<Money> MarketingCost { get; } = Fact.Custom<Money>("crm.marketing-cost", Motion.WindowEdge);

    /// <summary>The mean net price of one piece over all lines of sales up to the instant, by quantity; undefined without such lines, or where a rate is missing.</summary>
    /// <remarks>Read from order lines, which costs far more than facts of whole orders: declare it only where it is needed.</remarks>
    public static Fact<Money> AveragePiecePrice { get; } = Fact.Custom<Money>("crm.average-piece-price", Motion.WindowEdge);

    /// <summary>The label that the customer had in a dimension when the run began; undefined without one. By it a rule keeps a customer at an edge from flickering.</summary>
    /// <remarks>
    /// It is an input like every other fact, and runs keep which earlier run's labels it came from. A rule that reads it must be settled: with its own answer as the previous label
    /// it gives that answer again. Then running twice changes nothing, and explaining a customer gives the label of the run.
    /// </remarks>
    /// <param name="dimension">The dimension, as of <see cref="RuleDescriptor.Dimension"/>.</param>
    public static Fact<Category> PreviousLabel(string dimension) =>
        new($"previousLabel:{IdentityText.Require(dimension, 64, "dimension")}", Motion.OnEvents, new PreviousLabelFormula(dimension));

    /// <summary>One measure of several facts: the customer's shares of the sums of each, by weight. The values of all customers add up to the sum of the weights.</summary>
    /// <remarks>Undefined where a part is; what is below zero counts as 0. The sums are learned and kept with the run like cut points.</remarks>
    /// <param name="parts">Different facts that are whole numbers or money, with weights from 1 to 1,000.</param>
    /// <exception cref="CrmException">CRM4004: no part, a fact twice, a fact of another type, or a weight out of range.</exception>
    public static Fact<double> Weighted(params ReadOnlySpan<WeightedPart> parts) => new(WeightedFormula.KeyOf(parts), Motion.OnModel, new WeightedFormula(ValueList.Create(parts)));

    /// <summary>The number of orders in a window; 0 without any.</summary>
    public static KnownFact<int> Orders(Trailing window) => Known("orders", OrderMeasure.Orders, window);

    /// <summary>The number of returns in a window; 0 without any.</summary>
    public static KnownFact<int> Returns(Trailing window) => Known("returns", OrderMeasure.Returns, window);

    /// <summary>The number of days with an order in a window; 0 without any.</summary>
    public static KnownFact<int> PurchaseDays(Trailing window) => Known("purchaseDays", OrderMeasure.PurchaseDays, window);

    /// <summary>The sum of orders less returns in a window; 0 without any, undefined where a rate is missing.</summary>
    public static Fact<Money> NetSpend(Trailing window) => Maybe<Money>("netSpend", OrderMeasure.NetSpend, window);

    /// <summary>The mean amount of an order in a window, returns left out; undefined without an order.</summary>
    public static Fact<Money> AverageOrder(Trailing window) => Maybe<Money>("averageOrder", OrderMeasure.AverageOrder, window);

    /// <summary>The greatest amount of an order in a window; undefined without an order.</summary>
    public static Fact<Money> MaxOrder(Trailing window) => Maybe<Money>("maxOrder", OrderMeasure.MaxOrder, window);

    /// <summary>Days since the last order in a window, the R of RFM; undefined without one. All three of RFM are defined for the same customers.</summary>
    public static Fact<int> Recency(Trailing window) => Maybe<int>("daysSinceLastOrder", OrderMeasure.DaysSinceLastOrder, window, Motion.EveryDay);

    /// <summary>The number of orders in a window, the F of RFM; undefined without one, unlike <see cref="Orders"/>.</summary>
    public static Fact<int> Frequency(Trailing window) => Maybe<int>("frequency", OrderMeasure.Frequency, window);

    /// <summary>The sum of orders less returns in a window, the M of RFM; undefined without an order, unlike <see cref="NetSpend"/>.</summary>
    public static Fact<Money> Monetary(Trailing window) => Maybe<Money>("monetary", OrderMeasure.Monetary, window);

    private static Fact<Category> OnRecord(string key, CustomerField field) => new(key, Motion.OnEvents, new CustomerFormula(field));

    private static KnownFact<int> Known(string name, OrderMeasure measure, Trailing window) =>
        new(KeyOf(name, window), window.IsEver ? Motion.OnEvents : Motion.WindowEdge, new OrderFormula(measure, window));

    private static Fact<T> Maybe<T>(string name, OrderMeasure measure, Trailing window, Motion ever = Motion.OnEvents)
        where T : struct => new(KeyOf(name, window), window.IsEver ? ever : Motion.WindowEdge, new OrderFormula(measure, window));

    private static string KeyOf(string name, Trailing window) => window.IsEver ? name : $"{name}:{window}";
}
