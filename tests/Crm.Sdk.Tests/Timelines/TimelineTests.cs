using System.Globalization;
using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.Tests.Revisions;
using Crm.Sdk.Tests.Storage;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Timelines;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Timelines;

/// <summary>What shows on a timeline, and how (CU-3). That nothing is lost or doubled is a law on every store, with the conformance tests.</summary>
public sealed class TimelineTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US"), Chinese = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public async Task A_timeline_says_in_english_and_chinese_what_happened_and_who_did_it()
    {
        (HistoryFixture crm, Customer acme) = await WorldAsync();
        TimelinePage page = await ReadAsync(crm, acme);
        var texts = new TimelineTexts(new FixedExtensions());

        Assert.Empty(page.Problems);
        Assert.Equal(
            ["order changed", "changed: e-mail, region", "order O-1: 5.00 USD, lines: 1", "added to the archive"],
            page.Entries.Select(entry => texts.Of(entry.Item, English)));
        Assert.Equal(
            ["修改订单", "修改：电子邮箱、地区", "订单 O-1：5.00 USD，1 行", "建立客户档案"],
            page.Entries.Select(entry => texts.Of(entry.Item, Chinese)));
        Assert.Equal(["cleo", "bob", "ada", "ada"], page.Entries.Select(static entry => entry.Item.By?.Value));
        Assert.Equal("order", page.Entries[0].Item.About?.Kind.Name);
    }

    [Fact]
    public async Task Titles_have_nothing_personal_in_them()
    {
        (HistoryFixture crm, Customer acme) = await WorldAsync();
        var texts = new TimelineTexts(new FixedExtensions());
        foreach (TimelineEntry entry in (await ReadAsync(crm, acme)).Entries)
        {
            Assert.DoesNotContain("acme@example.org", texts.Of(entry.Item, English), StringComparison.Ordinal);
            Assert.Null(entry.Item.Text);
        }
    }

    [Fact]
    public async Task A_source_of_a_plugin_adds_its_entries_and_one_that_fails_is_named_while_the_others_show()
    {
        (HistoryFixture crm, Customer acme) = await WorldAsync();
        await crm.AddAsync(HistoryFixture.Ada, Order.Place(acme.Id, crm.Clock.GetCurrentInstant(), OrderLine.OfTotal(null, 1, Money.Of(1m, "USD"))) with { Channel = "visit", Region = "at home" });

        TimelinePage with = await ReadAsync(crm, acme, new VisitSource());
        TimelinePage broken = await ReadAsync(crm, acme, new VisitSource { Fails = true }, new VisitSource { Customer = "region" });

        Assert.Equal("at home", Assert.Single(with.Entries, static entry => entry.Item.Code == "acme.visit").Item.Text);
        Assert.Equal(with.Entries.Count - 1, broken.Entries.Count);
        Assert.Equal(2, broken.Problems.Count);
        Assert.Contains(broken.Problems, static problem => problem.Reason == "The source is broken.");
        Assert.Contains(broken.Problems, static problem => problem.Reason.Contains("not by 'region'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_kinds_that_were_asked_for_are_read()
    {
        (HistoryFixture crm, Customer acme) = await WorldAsync();
        TimelinePage orders = await Timeline(crm).ReadAsync(HistoryFixture.Ada, new TimelineQuery([acme.Id]) { Kinds = [OrderModel.Kind.Kind] }, None);

        Assert.Equal("order", Assert.Single(orders.Entries).Record.Kind.Name);
    }

    [Fact]
    public async Task SV_1_What_has_a_date_alone_stands_at_the_beginning_of_its_day_in_the_asked_zone_and_says_so()
    {
        (HistoryFixture crm, Customer acme) = await WorldAsync();
        var day = new LocalDate(2025, 12, 31);
        await crm.AddAsync(HistoryFixture.Ada, Invoice.Of("I-1", acme.Id, day, Money.Of(5m, "USD")));
        await crm.AddAsync(HistoryFixture.Ada, Need.Of(acme.Id, "a car"));
        DateTimeZone shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

        TimelinePage page = await Timeline(crm).ReadAsync(HistoryFixture.Ada, new TimelineQuery([acme.Id]) { Zone = shanghai }, None);

        TimelineEntry invoice = Assert.Single(page.Entries, static entry => entry.Record.Kind.Name == "invoice"), need = Assert.Single(page.Entries, static entry => entry.Record.Kind.Name == "need");
        Assert.Equal((Instant.FromUtc(2025, 12, 30, 16, 0), day), (invoice.At, invoice.Date));
        Assert.Equal((crm.Clock.GetCurrentInstant(), null), (need.At, need.Date)); // no day is known: where it was entered
        Assert.Equal(invoice, page.Entries[^1]);
        Assert.Empty((await Timeline(crm).ReadAsync(HistoryFixture.Ada, new TimelineQuery([acme.Id]) { Zone = shanghai, Kinds = [invoice.Record.Kind], From = invoice.At + Duration.FromTicks(10) }, None)).Entries);
        Assert.Single((await Timeline(crm).ReadAsync(HistoryFixture.Ada, new TimelineQuery([acme.Id]) { Zone = shanghai, Kinds = [invoice.Record.Kind], Until = invoice.At }, None)).Entries);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Apia")] // had no 30 December 2011
    [InlineData("Africa/Cairo")] // days begin at one where clocks change at midnight
    public void SV_1_Days_stand_in_their_order_and_are_found_again_by_where_they_stand(string zone)
    {
        var days = new TimelineDays(DateTimeZoneProviders.Tzdb[zone]);
        foreach (LocalDate first in (LocalDate[])[new(2011, 12, 25), new(2024, 4, 20)])
        {
            for (LocalDate day = first; day < first.PlusDays(15); day = day.PlusDays(1))
            {
                Instant at = days.At(day);
                Assert.True(at < days.At(day.PlusDays(1)));
                Assert.Equal((day, day), (days.LastUpTo(at), days.FirstFrom(at)));
                Assert.Equal((day.PlusDays(-1), day.PlusDays(1)), (days.LastUpTo(at - Duration.FromTicks(10)), days.FirstFrom(at + Duration.FromTicks(10))));
            }
        }
    }

    [Fact]
    public async Task A_page_has_a_size_and_whose_it_is()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        foreach (TimelineQuery wrong in (TimelineQuery[])[new([]), new([CustomerId.New()]) { Limit = 0 }, new([CustomerId.New()]) { Limit = ITimeline.MaxLimit + 1 }])
        {
            Assert.Equal(StorageErrorCodes.BadPage, (await Assert.ThrowsAsync<CrmException>(() => Timeline(crm).ReadAsync(HistoryFixture.Ada, wrong, None))).Code);
        }
    }

    [Fact]
    public void Every_title_has_a_text_in_both_languages()
    {
        JsonTexts texts = JsonTexts.Embedded(typeof(TimelineTexts).Assembly, "timelines.");
        Assert.Equal(texts.Codes("en").Order(), texts.Codes("zh").Order());
        Assert.All(CustomerModel.Kind.Fields.Where(static field => !field.Computed && field.Id.Name is not ("created-at" or "created-by" or "run")), field => Assert.Contains($"customer.{field.Id}", texts.Codes("zh")));
    }

    [Fact]
    public async Task SV_1_Everything_that_is_kept_about_a_customer_shows_in_both_languages_and_personal_texts_stay_out_of_the_titles()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        await crm.AddAsync(HistoryFixture.Ada, Customer.Enterprise("Acme") with { Id = KindSamples.Acme }, Customer.Enterprise("Branch") with { Id = KindSamples.Ada });
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Interaction);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Appointment);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Payment);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Invoice);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.WriteOff);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Dispute);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Notice);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.CreditAccount);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Reservation);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Decision);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Evidence);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Statement);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Assessment);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Case);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Investment);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Need);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.OwnedItem);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.ContactPerson);
        await crm.AddAsync(HistoryFixture.Ada, KindSamples.Relation);

        TimelinePage page = await ReadAsync(crm, Customer.Enterprise("Acme") with { Id = KindSamples.Acme });
        var texts = new TimelineTexts(new FixedExtensions());

        Assert.Equal(
            [
                "Call, outbound", "added to the archive", "contact person noted", "credit account opened in CNY", "credit assessed: B, score 74.12", "credit case opened: 100.00 CNY asked for", "credit evidence: Days late 0.3 (Bank)", "credit reserved for an order: 80.00 CNY", "dunned, level 2: invoice F-1, 53.00 CNY (Call)", "financial statement of 2026-01-02", "held order of 80.00 CNY released", "invested: Gift, 88.80 CNY", "invoice F-1 disputed: 20.00 CNY (Quality)", "invoice F-1: 113.00 CNY, of 2026-01-02", "need noted (Work of service staff)", "owns drill",
                "payment: 80.00 CNY (WeChat Pay)", "relation noted: Subsidiary", "task done: Visit", "written off of invoice F-1: 3.00 CNY (Small balance)",
            ],
            page.Entries.Select(entry => texts.Of(entry.Item, English)).Order(StringComparer.Ordinal));
        Assert.Contains("电话（呼出）", page.Entries.Select(entry => texts.Of(entry.Item, Chinese)));
        Assert.Equal("noise\nIt hums.\nStill.\nrepair", Assert.Single(page.Entries, static entry => entry.Item.Code == "timeline.interaction.outbound").Item.Text);
        Assert.Equal("relation", Assert.Single((await ReadAsync(crm, Customer.Enterprise("Branch") with { Id = KindSamples.Ada })).Entries, static entry => entry.Item.Code == "timeline.relation").Record.Kind.Name);
    }

    [Fact]
    public void Every_kind_about_a_customer_has_a_source_and_a_name_in_both_languages()
    {
        JsonTexts texts = JsonTexts.Embedded(typeof(TimelineTexts).Assembly, "timelines.");
        KindModel[] kinds = [.. KindSamples.All.Where(static sample => sample.Kind.HistoryKept && sample.Kind.SubjectOf(sample.Entity) is not null).Select(static sample => sample.Kind).Distinct()];
        Assert.True(kinds.Length >= 10);
        Assert.All(kinds, kind => Assert.Contains(CoreTimeline.Sources, source => source.Kind == kind.Kind));
        Assert.All(kinds, kind => Assert.Contains($"kind.{kind}", texts.Codes("zh")));
    }

    private static async Task<(HistoryFixture Crm, Customer Acme)> WorldAsync()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        var acme = Customer.Enterprise("Acme");
        await crm.AddAsync(HistoryFixture.Ada, acme);
        Order order = Order.Place(acme.Id, crm.Clock.GetCurrentInstant() + NodaTime.Duration.FromSeconds(1), OrderLine.OfTotal("cd", 1, Money.Of(5m, "USD"))) with { Key = "O-1" };
        await crm.AddAsync(HistoryFixture.Ada, order);
        await crm.ChangeAsync<Customer>(HistoryFixture.Bob, acme.Id, c => c with { Email = "acme@example.org", Region = "south" });
        await crm.ChangeAsync<Order>(HistoryFixture.Cleo, order.Id, o => o with { Channel = "shop" });
        return (crm, acme);
    }

    private static Timeline Timeline(HistoryFixture crm, params ITimelineSource[] sources) => new(crm.Crm, crm.Store, new FixedExtensions(sources));

    private static Task<TimelinePage> ReadAsync(HistoryFixture crm, Customer customer, params ITimelineSource[] sources) =>
        Timeline(crm, sources).ReadAsync(HistoryFixture.Ada, new TimelineQuery([customer.Id]), None);
}
