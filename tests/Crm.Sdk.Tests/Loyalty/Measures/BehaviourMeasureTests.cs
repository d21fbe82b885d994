using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>Measures from what customers did, each by hand (LO-4). Periods of 90 days, eight of them.</summary>
public sealed class BehaviourMeasureTests
{
    private static readonly Customer Acme = Customer.Enterprise("Acme") with { Key = "acme" };

    [Fact] // periods back from today: 0 yes, 1 yes, 3 yes, 5 yes; of 1, 3 and 5 only 1 was followed by a purchase
    public async Task LO_4_The_repurchase_rate_is_the_share_of_periods_with_a_purchase_that_another_followed() =>
        await FoundAsync(LoyaltyIndicators.RepurchaseRate, 1.0 / 3, 3, Sale(10), Sale(100), Sale(130), Sale(300), Sale(460));

    [Fact]
    public async Task LO_4_Who_bought_in_the_running_period_alone_has_no_repurchase_rate_yet() => await UnknownAsync(LoyaltyIndicators.RepurchaseRate, Sale(3), Sale(80));

    [Fact]
    public async Task LO_4_What_came_back_whole_was_not_bought_and_what_came_back_in_part_was()
    {
        Order whole = Sale(100), part = Sale(200);
        await FoundAsync(
            LoyaltyIndicators.RepurchaseRate, 0, 1, whole, part, Order.Return(whole, LoyaltyDesk.Noon(90), [], new ReturnedLine(0, 10)), Order.Return(part, LoyaltyDesk.Noon(190), [], new ReturnedLine(0, 4)));
    }

    [Fact]
    public async Task LO_4_Cancelled_orders_and_those_after_the_day_or_before_the_window_do_not_count() =>
        await UnknownAsync(LoyaltyIndicators.RepurchaseRate, Sale(100) with { Status = OrderStatus.Cancelled }, Sale(-1), Sale(720));

    [Fact] // gaps 30, 30, 60: mean 40, deviation 14.142
    public async Task LO_5_Habit_is_1_less_the_variation_of_the_gaps() => await FoundAsync(LoyaltyIndicators.Habit, 1 - (Math.Sqrt(200) / 40), 3, Sale(10), Sale(40), Sale(70), Sale(130));

    [Fact]
    public async Task LO_5_Three_days_of_purchase_make_no_habit() => await UnknownAsync(LoyaltyIndicators.Habit, Sale(10), Sale(40), Sale(70));

    [Fact]
    public async Task LO_4_Price_sensitivity_is_the_share_of_orders_with_a_discount_of_those_that_state_prices() =>
        await FoundAsync(LoyaltyIndicators.PriceSensitivity, 0.25, 4, Sale(10, discount: 5), Sale(40), Sale(70), Sale(80), Order.Place(Acme.Id, LoyaltyDesk.Noon(9), OrderLine.OfTotal("a", 1, Yuan(100))));

    [Fact]
    public async Task LO_4_Two_orders_tell_of_no_price_sensitivity() => await UnknownAsync(LoyaltyIndicators.PriceSensitivity, Sale(10, discount: 5), Sale(40));

    [Fact] // 30 off and a gift of 15 of 300 before discount are 15 %, three quarters of 20 %
    public async Task LO_5_Extras_are_discounts_and_gifts_by_what_was_bought() => await FoundAsync(
        LoyaltyIndicators.Extras, 0.75, 3, Sale(10, discount: 30), Sale(40), Sale(70), Investment.Of(Acme.Id, InvestmentTypes.Gift, Yuan(15), LoyaltyDesk.Noon(5)), Investment.Of(Acme.Id, InvestmentTypes.Visit, Yuan(99), LoyaltyDesk.Noon(5)));

    [Fact]
    public async Task LO_5_Extras_over_two_currencies_are_not_known() => await UnknownAsync(
        LoyaltyIndicators.Extras, Sale(10), Sale(40), Sale(70), Investment.Of(Acme.Id, InvestmentTypes.Gift, Money.Of(15m, "USD"), LoyaltyDesk.Noon(5)));

    [Fact] // of the complaints of 400, 200 and 20 days ago the last is too fresh; after that of 400 nothing was bought within 90 days
    public async Task LO_4_Tolerance_of_faults_is_the_share_of_complaints_after_which_the_customer_bought_again() => await FoundAsync(
        LoyaltyIndicators.FaultTolerance, 0.5, 2, Complaint(400), Complaint(200), Complaint(20), Sale(300), Sale(150));

    [Fact]
    public async Task LO_4_Who_never_complained_has_no_tolerance_of_faults() => await UnknownAsync(LoyaltyIndicators.FaultTolerance, Sale(300), Sale(150));

    [Fact] // 10 and 50 days: the median is 30, half of the way
    public async Task LO_4_The_time_taken_to_choose_is_that_from_need_to_order() => await FoundAsync(LoyaltyIndicators.ChoiceTime, 0.5, 2, Need("a", 110), Need("b", 150), Sale(100), Sale(100, product: "b"));

    [Fact] // met, met too late, still open long after, and still open with time left
    public async Task LO_4_Need_satisfaction_is_the_share_of_needs_met_in_time() => await FoundAsync(
        LoyaltyIndicators.NeedSatisfaction, 1.0 / 3, 3, Need("a", 200), Need("b", 300), Need("c", 120), Need("d", 10), Sale(190), Sale(100, product: "b"));

    [Fact] // three contacts of 12, two products of 5
    public async Task LO_4_Attention_to_our_products_is_by_contacts_that_the_customer_began_and_products_that_it_bought() => await FoundAsync(
        LoyaltyIndicators.AttentionToOwn, (0.25 + 0.4) / 2, 7, Contact(1), Contact(2), Contact(3), Contact(400), Complaint(5), Sale(10), Sale(10, product: "b"));

    [Fact]
    public async Task LO_4_The_share_of_wallet_and_kinship_are_taken_of_the_record()
    {
        Customer known = Acme with { Relationship = CompanyRelationships.Internal, Attributes = [new("transaction.share-of-wallet", "0.35")] };
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([known]);
        Assert.Equal(
            [new(LoyaltyIndicators.Kinship, 1, LoyaltyDraws.Day, LoyaltySources.Archive), new(LoyaltyIndicators.NeedSatisfaction, 0.35, LoyaltyDraws.Day, LoyaltySources.Archive)],
            (await desk.AssessAsync(known.Id)).Assessment.Input.Findings);
    }

    [Fact]
    public async Task LO_4_Of_a_customer_without_records_nothing_is_known()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([Acme]);
        LoyaltyAssessment answer = (await desk.AssessAsync(Acme.Id)).Assessment;
        Assert.Empty(answer.Values);
        Assert.Equal((null, 0.0, null, null), (answer.Index, answer.Confidence, answer.Type, answer.Cell));
        Assert.Equal(14, answer.Missing.Count);
    }

    private static async Task FoundAsync(string indicator, double value, long records, params object[] done)
    {
        LoyaltyFinding found = Assert.Single(await FindAsync(done), finding => finding.Indicator == indicator);
        Assert.Equal(value, found.Value, 1e-12);
        Assert.Equal((records, LoyaltySources.Behaviour, LoyaltyDraws.Day), (found.Records, found.Source, found.Date));
    }

    private static async Task UnknownAsync(string indicator, params object[] done) => Assert.DoesNotContain(await FindAsync(done), finding => finding.Indicator == indicator);

    private static async Task<ValueList<LoyaltyFinding>> FindAsync(object[] done)
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([Acme, .. done]);
        return (await desk.AssessAsync(Acme.Id)).Assessment.Input.Findings;
    }

    private static Money Yuan(decimal amount) => Money.Of(amount, "CNY");

    /// <summary>Ten pieces at 10 yuan.</summary>
    private static Order Sale(int daysAgo, decimal discount = 0, string product = "a") => Order.Place(Acme.Id, LoyaltyDesk.Noon(daysAgo), OrderLine.Of(product, 10, UnitPrice.Of(10m, "CNY"), Yuan(discount)));

    private static Interaction Complaint(int daysAgo) => Contact(daysAgo) with { Type = InteractionTypes.Complaint };

    private static Interaction Contact(int daysAgo) => Interaction.Of(Acme.Id, InteractionTypes.Call, LoyaltyDesk.Noon(daysAgo)) with { Direction = InteractionDirection.Inbound };

    private static Need Need(string product, int daysAgo) => Sdk.Customers.Need.Of(Acme.Id, product) with { Product = product, LearntOn = LoyaltyDraws.Day.PlusDays(-daysAgo) };
}
