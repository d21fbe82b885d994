using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Segments;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>News by topic goes to those whom it concerns and who subscribed to it: a subscription is a consent to the topic (CA-9).</summary>
public sealed class TopicTests
{
    private const string Prices = "topic.prices";

    [Fact]
    public async Task CA_9_News_goes_to_subscribers_whose_industry_or_purchases_it_concerns_until_they_unsubscribe_from_that_topic()
    {
        CareDesk desk = await CareDesk.StartAsync();
        Customer retailer = await desk.CustomerAsync(static one => one with { Industry = "retail" }), buyer = await desk.CustomerAsync(), other = await desk.CustomerAsync(), silent = await desk.CustomerAsync(static one => one with { Industry = "retail" });
        await desk.AddAsync(Order.Place(buyer.Id, CareDesk.At(CareDesk.Today.PlusDays(-40)).Instant, OrderLine.OfTotal("drill", 1, Money.Of(10m, "CNY"))));
        foreach (Customer subscriber in (Customer[])[retailer, buyer, other])
        {
            await SubscribeAsync(desk, subscriber, Prices, ConsentState.Granted);
        }

        await SubscribeAsync(desk, silent, "topic.trade", ConsentState.Granted);
        Segment concerned = Segment.Any(Segment.Where("industry").Is("retail"), SegmentJson.Read("""{"event":"order","within":"P12M","where":{"product":["drill"]}}"""));
        CarePlan news = CareDesk.Plan("""{"type":"on","date":"2026-01-02"}""");
        news = news with { Segment = concerned, Message = news.Message! with { Purpose = Prices } };

        Assert.Equal([retailer.Id, buyer.Id], await ReachedAsync(desk, news));
        await SubscribeAsync(desk, retailer, Prices, ConsentState.Withdrawn);
        await SubscribeAsync(desk, buyer, "topic.trade", ConsentState.Withdrawn); // another topic
        Assert.Equal([buyer.Id], await ReachedAsync(desk, news));
    }

    private static async Task<IEnumerable<CustomerId>> ReachedAsync(CareDesk desk, CarePlan plan) => (await desk.PreviewAsync(plan)).Where(static line => line.IsPlanned).Select(static line => line.Customer).ToArray();

    private static Task SubscribeAsync(CareDesk desk, Customer customer, string topic, ConsentState state) => desk.ChangeAsync(session => desk.Consents.RecordAsync(
        session, ConsentEntry.Of(customer.Id, topic, null, state, CareDesk.At(CareDesk.Today, state == ConsentState.Granted ? 1 : 2).Instant, ConsentMethods.Form), CancellationToken.None));
}
