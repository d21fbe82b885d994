using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>The quality of archives by facet (CU-6).</summary>
public sealed class ArchiveQualityTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Customer Li = Customer.Individual(PersonName.Of("小龙", "李"), BirthDate.Gregorian(1980, 5, 1)) with { Key = "li", Email = "li@example.com", Country = "CN" };

    [Fact]
    public async Task CU_6_A_facet_says_how_complete_it_is_by_weights_that_options_set_and_what_is_missing()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Li);
        CustomerQuality usual = await crm.Quality().OfAsync(ArchiveFixture.Ada, "li", ArchiveFixture.On(2026, 2, 1), None);
        CustomerQuality weighed = await crm.Quality(options => (options.Weights["phone"], options.Weights["address"], options.Weights["region"]) = (12, 0, 0)).OfAsync(ArchiveFixture.Ada, "li", ArchiveFixture.On(2026, 2, 1), None);

        Assert.Equal((10L, 4L, 0.4), Contact(usual)); // e-mail 3 and country 1, of phone 3, e-mail 3, address 2, country 1, region 1
        Assert.Equal((16L, 4L, 0.25), Contact(weighed));
        Assert.Contains(usual.Findings, static finding => finding is { Aspect: QualityAspect.Missing, Field: "phone", Facet: "contact", Weight: 3 });
        Assert.Contains(usual.Findings, static finding => finding is { Aspect: QualityAspect.Missing, Field: "attr.work.employer" });
        Assert.DoesNotContain(usual.Findings, static finding => finding.Field == "attr.basic.tax-number"); // enterprises have it
        Assert.Null(new FacetQuality("empty", 0, 0, 0, 0, 0, 0).Completeness);

        static (long, long, double?) Contact(CustomerQuality quality) => quality.Facets.Single(static facet => facet.Facet == "contact") is var facet ? (facet.Weight, facet.Filled, facet.Completeness) : default;
    }

    [Fact]
    public async Task CU_6_A_value_is_stale_once_it_is_older_than_its_shelf_life_counted_from_what_is_known_last()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync(); // it is 2026-01-02
        await crm.AddAsync(
            Li,
            Li with { Id = CustomerId.New(), Key = "verified", EmailState = ContactPointState.Verified, EmailStateSince = new LocalDate(2026, 12, 1) },
            Li with { Id = CustomerId.New(), Key = "told", Sources = [new InformationSource("email") { CollectedOn = new LocalDate(2020, 1, 1) }] });

        Assert.Null(Stale(await OfAsync(crm, "li", 2027, 1, 2)));
        Assert.Equal([("email", new LocalDate(2026, 1, 2), 366, 365)], [Stale(await OfAsync(crm, "li", 2027, 1, 3))!.Value]);
        Assert.Null(Stale(await OfAsync(crm, "verified", 2027, 1, 3)));
        Assert.Equal(new LocalDate(2020, 1, 1), Stale(await OfAsync(crm, "told", 2026, 1, 3))!.Value.Since);

        crm.Session.Clock.Set(Instant.FromUtc(2027, 6, 1, 0, 0));
        await crm.ChangeAsync(Li.Id, static li => li with { Email = "new@example.com" });
        Assert.Null(Stale(await OfAsync(crm, "li", 2027, 6, 2)));
        Assert.NotNull(Stale(await OfAsync(crm, "li", 2027, 5, 31))); // as it was known then
    }

    [Fact]
    public async Task CU_6_A_base_is_as_fresh_as_its_customers_whose_fields_were_changed_and_not_for_others()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer[] all = [.. Enumerable.Range(0, 5).Select(i => Li.WithAttribute("work.employer", "Acme") with { Id = CustomerId.New(), Key = $"c{i}", Phone = "+4930123456" })];
        await crm.AddAsync([.. all]);
        crm.Session.Clock.Set(Instant.FromUtc(2027, 1, 1, 0, 0));
        await crm.ChangeAsync(all[0].Id, static li => li with { Email = "early@example.com" });
        crm.Session.Clock.Set(Instant.FromUtc(2028, 6, 1, 0, 0));
        await crm.ChangeAsync(all[1].Id, static li => li with { Email = "new@example.com" });
        await crm.ChangeAsync(all[2].Id, static li => li.WithAttribute("work.employer", "Bell"));
        await crm.ChangeAsync(all[3].Id, static li => li with { Region = "north" });
        AsOf asOf = ArchiveFixture.On(2028, 7, 1);

        foreach (Customer customer in all)
        {
            CustomerQuality one = await crm.Quality().OfAsync(ArchiveFixture.Ada, customer.Key!, asOf, None);
            BaseQuality alone = await crm.Quality().OfBaseAsync(ArchiveFixture.Ada, Condition.Equal(CustomerModel.Key, FieldValue.Of(customer.Key!)), asOf, null, None);
            Assert.Equal(one.Facets, alone.Facets);
        }

        BaseQuality quality = await crm.Quality().OfBaseAsync(ArchiveFixture.Ada, Condition.Everything, asOf, null, None);
        Assert.Equal((4, 5, 4), (Stale("email"), Stale("phone"), Stale("attr.work.employer"))); // the change of 2027 lies behind its shelf life
        Assert.Null(quality.Facets.Single(static facet => facet.Facet == "care").Timeliness); // nothing in it grows old: undefined, not zero

        long Stale(string field) => quality.Fields.Single(known => known.Field == field).Stale;
    }

    [Fact]
    public async Task CU_6_An_attribute_grows_old_by_its_own_last_change_not_by_that_of_another()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Li.WithAttribute("work.employer", "Acme").WithAttribute("work.position", "clerk")); // 730 days each
        crm.Session.Clock.Set(Instant.FromUtc(2028, 1, 1, 0, 0));
        await crm.ChangeAsync(Li.Id, static li => li.WithAttribute("work.position", "head"));

        CustomerQuality quality = await OfAsync(crm, "li", 2028, 2, 1);

        Assert.Equal(["attr.work.employer"], quality.Findings.Where(static finding => finding.Aspect == QualityAspect.Stale && finding.Facet == "work").Select(static finding => finding.Field));
        Assert.Equal(0.5, quality.Facets.Single(static facet => facet.Facet == "work").Timeliness);
    }

    [Fact]
    public async Task CU_6_Fields_that_no_rule_declares_to_read_are_named_until_the_host_names_a_reader()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Li with { Region = "east", Country = null });
        CustomerQuality unread = await crm.Quality().OfAsync(ArchiveFixture.Ada, "li", ArchiveFixture.On(2026, 2, 1), None);
        CustomerQuality read = await crm.Quality(static options => options.Readers["name"] = "letters", new RegionRule()).OfAsync(ArchiveFixture.Ada, "li", ArchiveFixture.On(2026, 2, 1), None);

        Assert.Equal(["name", "region"], Unused(unread));
        Assert.Empty(Unused(read));

        static IEnumerable<string> Unused(CustomerQuality quality) => quality.Findings.Where(static finding => finding.Aspect == QualityAspect.Unused).Select(static finding => finding.Field);
    }

    [Fact]
    public async Task CU_6_The_base_is_the_sum_of_its_customers_and_a_rule_that_fails_is_named_once()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync([
            Li,
            Li with { Id = CustomerId.New(), Key = "ahead", Birth = BirthDate.Gregorian(2030, 1, 1), Phone = "+4930123456" },
            Customer.Enterprise("Acme") with { Key = "acme", Country = "DE", Address = new PostalAddress { PostalCode = "1220" } },
            Li with { Id = CustomerId.New(), Key = "gone", State = CustomerState.Removed },
        ]);

        BaseQuality quality = await crm.Quality(null, new BrokenConsistencyRule()).OfBaseAsync(ArchiveFixture.Ada, Condition.Everything, ArchiveFixture.On(2026, 2, 1), null, None);

        Assert.Equal(3, quality.Customers);
        Assert.Equal((2, 2), Field("birth"));
        Assert.Equal((3, 1), Field("phone"));
        Assert.Equal((1, 0), Field("industry"));
        Assert.Equal(
            ["consistency.birth-ahead", "consistency.phone-country", "consistency.postal-code"], quality.Contradictions.Where(static rule => rule.Customers == 1).Select(static rule => rule.Code));
        Assert.Equal("No answer today.", Assert.Single(quality.Problems).Reason);
        FacetQuality contact = quality.Facets.Single(static facet => facet.Facet == "contact");
        Assert.Equal((30L, 4L + 7L + 1L, 2L), (contact.Weight, contact.Filled, contact.Contradictions));

        (long, long) Field(string name) => quality.Fields.Single(field => field.Field == name) is var field ? (field.Customers, field.Filled) : default;
    }

    [Fact]
    public void Every_finding_has_a_text_in_english_and_chinese_that_names_fields_by_their_titles()
    {
        var texts = new QualityTexts(new CrmTexts(new FixedExtensions()));
        var finding = new QualityFinding(QualityAspect.Stale, "work", "attr.work.employer", 1, new Reason("quality.stale", ["attr.work.employer", new LocalDate(2024, 1, 1), 800, 730]));
        Assert.Equal("employer: last known to be true on 2024-01-01, 800 days ago; its shelf life is 730 days.", texts.Of(finding, CultureInfo.GetCultureInfo("en-US")));
        foreach (string culture in (string[])["en-US", "zh-CN"])
        {
            var crm = new CrmTexts(new FixedExtensions());
            Assert.All(ConsistencyRules.All, rule => Assert.NotNull(crm.Find(rule.Code, CultureInfo.GetCultureInfo(culture))));
            Assert.All(AttributeCatalogue.Standard.All, attribute => Assert.NotEqual(attribute.Facet, texts.OfFacet(attribute.Facet, CultureInfo.GetCultureInfo("zh-CN"))));
        }
    }

    private static Task<CustomerQuality> OfAsync(ArchiveFixture crm, string key, int year, int month, int day) => crm.Quality().OfAsync(ArchiveFixture.Ada, key, ArchiveFixture.On(year, month, day), None);

    private static (string Field, LocalDate Since, long Age, long Life)? Stale(CustomerQuality quality) =>
        quality.Findings.FirstOrDefault(static finding => finding is { Aspect: QualityAspect.Stale, Field: "email" }) is { } finding
            ? (finding.Field, finding.Reason.Args[1].Date, finding.Reason.Args[2].Whole, finding.Reason.Args[3].Whole)
            : null;

    private sealed class RegionRule : IClassificationRule
    {
        public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("tests.region", 1).Dimension("tests-side").Labels("east").Reads(Facts.Region).Build();

        public Verdict Classify(in CustomerFacts facts, Explanation? why) => "east";
    }

    private sealed class BrokenConsistencyRule : IConsistencyRule
    {
        public string Code => "acme.broken";

        public ValueList<string> Fields => [];

        public Reason? Check(Customer customer, AsOf asOf) => throw new InvalidOperationException("No answer today.");
    }
}
