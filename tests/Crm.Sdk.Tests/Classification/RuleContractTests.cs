using Crm.Sdk.Classification;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class RuleContractTests
{
    private static readonly Money Threshold = Money.Of(1000m, Currency.Usd);
    private static readonly LapsingVip Rule = new(Threshold);

    [Fact]
    public void A_rule_reads_its_facts_and_answers() =>
        Assert.Equal("lapsing", Rule.Classify(Row(spend: 120_000, days: 61, interval: 20)[0], null).Label);

    [Fact]
    public void CL_1_the_same_body_gives_the_reasons()
    {
        var why = new Explanation();
        FactTable table = Row(spend: 120_000, days: 61, interval: 20);
        Assert.Equal(Rule.Classify(table[0], null), Rule.Classify(table[0], why));
        Assert.Equal(
            [new Reason("acme.spend", [Money.Of(1200m, Currency.Usd), Threshold]), new Reason("acme.silence", [61, 60.0])],
            why.Reasons);
        Assert.Equal("acme.spend(1,200.00 USD, 1,000.00 USD)", why.Reasons[0].ToString());
    }

    [Fact]
    public void An_undefined_fact_reads_as_null()
    {
        Assert.Equal("acme.too-few-orders", Rule.Classify(Row(FactColumn.UndefinedInt64, 61, 20)[0], null).NoneCode);
        Assert.Equal("acme.too-few-orders", Rule.Classify(Row(120_000, FactColumn.UndefinedInt32, 20)[0], null).NoneCode);
        Assert.Equal("acme.too-few-orders", Rule.Classify(Row(120_000, 61, double.NaN)[0], null).NoneCode);
    }

    [Fact]
    public void Every_type_of_fact_reads_as_it_was_written()
    {
        Fact<int> whole = Fact.Custom<int>("test.whole");
        Fact<long> large = Fact.Custom<long>("test.large");
        Fact<LocalDate> date = Fact.Custom<LocalDate>("test.date");
        Fact<Category> category = Fact.Custom<Category>("test.category");
        KnownFact<int> count = Fact.CustomKnown<int>("test.count");
        KnownFact<long> total = Fact.CustomKnown<long>("test.total");
        KnownFact<double> share = Fact.CustomKnown<double>("test.share");
        KnownFact<Money> debt = Fact.CustomKnown<Money>("test.debt");
        var born = new LocalDate(1815, 12, 10);
        var table = new FactTable(
            2,
            Currency.Cny,
            FactColumn.Of(whole, [7, FactColumn.UndefinedInt32]),
            FactColumn.Of(large, [long.MaxValue, FactColumn.UndefinedInt64]),
            FactColumn.Of(date, [FactColumn.DayOf(born), FactColumn.UndefinedInt32]),
            FactColumn.Of(category, [FactColumn.NumberOf(Category.Of("north")), 0]),
            FactColumn.Of(count, [3, 0]),
            FactColumn.Of(total, [4L, 0]),
            FactColumn.Of(share, [0.5, 0]),
            FactColumn.Of(debt, [1177L, 0]));

        CustomerFacts first = table[0], second = table[1];
        Assert.Equal(7, first[whole]);
        Assert.Null(second[whole]);
        Assert.Equal(long.MaxValue, first[large]);
        Assert.Null(second[large]);
        Assert.Equal(born, first[date]);
        Assert.Null(second[date]);
        Assert.Equal(Category.Of("north"), first[category]);
        Assert.Null(second[category]);
        Assert.Equal((3, 4L, 0.5), (first[count], first[total], first[share]));
        Assert.Equal(Money.Of(11.77m, Currency.Cny), first[debt]);
        Assert.Equal(Money.Zero(Currency.Cny), second[debt]);
    }

    [Fact]
    public void Reading_a_fact_that_is_not_declared_is_an_error_that_names_it_also_where_another_rule_has_it_loaded()
    {
        FactTable loaded = Row(120_000, 61, 20);
        FactTable declared = loaded.Only([LapsingVip.DaysSince]);
        Assert.Equal(61, declared[0][LapsingVip.DaysSince]);
        CrmException error = Assert.Throws<CrmException>(() => declared[0][LapsingVip.Spend]);
        Assert.Equal(ClassificationErrorCodes.UndeclaredFact, error.Code);
        Assert.Contains("'netSpend:P12M'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handle_made_after_the_table_reads_as_not_declared()
    {
        FactTable table = Row(1, 1, 1);
        Fact<int> late = Fact.Custom<int>("test.made-late");
        Assert.Equal(ClassificationErrorCodes.UndeclaredFact, Assert.Throws<CrmException>(() => table[0][late]).Code);
        Assert.Null(table.Find(late));
    }

    [Fact]
    public void A_slot_belongs_to_key_and_type()
    {
        Fact<int> whole = Fact.Custom<int>("test.two-types");
        Fact<long> large = Fact.Custom<long>("test.two-types");
        KnownFact<int> known = Fact.CustomKnown<int>("test.two-types");
        Assert.NotEqual<Fact>(whole, large);
        Assert.NotEqual<Fact>(whole, known);
        Assert.Equal(whole, Fact.Custom<int>("test.two-types"));
        Assert.Equal(ClassificationErrorCodes.UndeclaredFact, Assert.Throws<CrmException>(() => new FactTable(1, Currency.Usd, FactColumn.Of(whole, [1]))[0][known]).Code);
    }

    [Fact]
    public void Facts_made_anew_are_the_same_facts()
    {
        Assert.Equal(Facts.NetSpend(Trailing.Months(12)), LapsingVip.Spend);
        Assert.Equal(Facts.DaysSinceLastOrder, Facts.Recency(Trailing.Ever));
        Assert.NotEqual(Facts.NetSpend(Trailing.Days(365)), Facts.NetSpend(Trailing.Months(12)));
        Assert.Equal("netSpend:P12M/quantile5", Facts.NetSpend(Trailing.Months(12)).Quantile(5).Key);
        Assert.Equal("monetary/abc80-95", Facts.Monetary(Trailing.Ever).Abc().Key);
        Assert.Equal(Facts.Orders(Trailing.Ever).Quantile(4), Facts.Orders(Trailing.Ever).Quantile(4));
    }

    [Fact]
    public void Facts_say_what_moves_them()
    {
        Assert.Equal(Motion.OnEvents, Facts.NetSpend(Trailing.Ever).Motion);
        Assert.Equal(Motion.WindowEdge, Facts.NetSpend(Trailing.Days(30)).Motion);
        Assert.Equal(Motion.EveryDay, Facts.DaysSinceLastOrder.Motion);
        Assert.Equal(Motion.OnModel, Facts.DaysSinceLastOrder.Quantile(5).Motion);
    }

    [Fact]
    public void Facts_that_cannot_be_are_refused()
    {
        Assert.Equal(ClassificationErrorCodes.BadFact, Assert.Throws<CrmException>(() => Fact.Custom<Guid>("test.id")).Code);
        Assert.Equal(ClassificationErrorCodes.BadFact, Assert.Throws<CrmException>(() => Fact.Custom<int>("nodot")).Code);
        Assert.Equal(ClassificationErrorCodes.BadFact, Assert.Throws<CrmException>(() => Fact.Custom<int>("test.model", Motion.OnModel)).Code);
        Assert.Equal(ClassificationErrorCodes.BadFact, Assert.Throws<CrmException>(() => Fact.CustomKnown<LocalDate>("test.known-date")).Code);
        Assert.Equal(ClassificationErrorCodes.BadFact, Assert.Throws<CrmException>(() => Facts.Region.Quantile(5)).Code);
        Assert.Equal(ErrorCodes.BadIdentity, Assert.Throws<CrmException>(() => Fact.Custom<int>("test.ein fact")).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => Facts.DaysSinceLastOrder.Quantile(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Facts.DaysSinceLastOrder.Abc(95, 95));
    }

    [Fact]
    public void A_column_of_another_type_or_length_is_refused()
    {
        Assert.Equal(ClassificationErrorCodes.BadFact, Assert.Throws<CrmException>(() => FactColumn.Of(LapsingVip.Spend, new int[1])).Code);
        Assert.Equal(ClassificationErrorCodes.BadFact, Assert.Throws<CrmException>(() => FactColumn.Of(LapsingVip.DaysSince, new double[1])).Code);
        Assert.Throws<ArgumentException>(() => new FactTable(2, Currency.Usd, FactColumn.Of(LapsingVip.DaysSince, [1])));
        Assert.Throws<ArgumentException>(() => new FactTable(1, Currency.Usd, FactColumn.Of(LapsingVip.DaysSince, [1]), FactColumn.Of(LapsingVip.DaysSince, [1])));
    }

    [Fact]
    public void A_descriptor_that_is_incomplete_is_refused_with_the_rules_name()
    {
        Refused(() => RuleDescriptor.For("acme.a", 0));
        Refused(() => RuleDescriptor.For("acme.a", 1).Labels("x").Build());
        Refused(() => RuleDescriptor.For("acme.a", 1).Dimension("d").Build());
        Refused(() => RuleDescriptor.For("acme.a", 1).Labels("x", "x"));
        Refused(() => RuleDescriptor.For("acme.a", 1).Labels());
        Refused(() => RuleDescriptor.For("acme.a", 1).Reads(LapsingVip.Spend, Facts.NetSpend(Trailing.Months(12))));

        static void Refused(Func<object> make)
        {
            CrmException error = Assert.Throws<CrmException>(make);
            Assert.Equal(ClassificationErrorCodes.BadRule, error.Code);
            Assert.Contains("'acme.a'", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_descriptor_knows_its_labels_by_place_and_refuses_others()
    {
        RuleDescriptor descriptor = Rule.Descriptor;
        Assert.Equal(0, descriptor.IndexOf("steady"));
        Assert.Equal(1, descriptor.IndexOf(((Verdict)"lapsing").WithScore(3).RecheckIn(9)));
        Assert.Equal(-1, descriptor.IndexOf(Verdict.None("acme.whatever")));
        Assert.Equal(ClassificationErrorCodes.UndeclaredLabel, Assert.Throws<CrmException>(() => descriptor.IndexOf("gone")).Code);
        Assert.Equal(ClassificationErrorCodes.UndeclaredLabel, Assert.Throws<CrmException>(() => descriptor.IndexOf(default)).Code);
    }

    private static FactTable Row(long spend, int days, double interval) => new(
        1,
        Currency.Usd,
        FactColumn.Of(LapsingVip.Spend, [spend]),
        FactColumn.Of(LapsingVip.DaysSince, [days]),
        FactColumn.Of(LapsingVip.Interval, [interval]));
}
