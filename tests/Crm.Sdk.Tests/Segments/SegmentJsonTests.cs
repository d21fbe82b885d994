using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Xunit;

namespace Crm.Sdk.Tests.Segments;

public sealed class SegmentJsonTests
{
    [Fact]
    public void CL_3_What_a_person_writes_is_what_code_says()
    {
        Segment written = SegmentJson.Read(
            """
            { "all": [
                { "label": "value-tier", "is": "high" },
                { "fact": "daysSinceLastOrder", "gte": 60 },
                { "none": [ { "event": "complaint", "within": "P30D" } ] },
                { "event": "order", "from": "startOfYear", "where": { "category": ["tea", "coffee"] }, "sum": { "of": "net", "gte": 5000 } },
                { "near": { "latitude": 31.2304, "longitude": 121.4737, "datum": "wgs84" }, "withinKm": 10 } ] }
            """);

        Assert.Equal(
            Segment.All(
                Segment.Label("value-tier", "high"),
                Segment.Fact("daysSinceLastOrder").AtLeast(60),
                Segment.None(Segment.Event("complaint").Within(Trailing.Days(30))),
                Segment.Event("order").Between("startOfYear", null).With("category", "tea", "coffee").Sum("net").AtLeast(5000),
                Segment.Near(GeoPoint.Of(31.2304m, 121.4737m), 10)),
            written);
        Assert.Equal(written, SegmentJson.Read(written.ToString()));
    }

    [Fact]
    public void CL_3_A_condition_is_read_as_it_always_was() =>
        Assert.Equal(Segment.Not(Segment.Where("owner").Exists()), SegmentJson.Read("""{"not":{"field":"owner","hasValue":true}}"""));

    [Theory]
    [InlineData("[]", "CRM6050", "")]
    [InlineData("{}", "CRM6050", "")]
    [InlineData("""{"all":[{"any":[]},{"field":"a"}]}""", "CRM6050", "/all/1")]
    [InlineData("""{"all":[],"any":[]}""", "CRM6050", "")]
    [InlineData("""{"any":[],"colour":1}""", "CRM6052", "/colour")]
    [InlineData("""{"field":"a","eq":null}""", "CRM6052", "/eq")]
    [InlineData("""{"field":"a","between":[1]}""", "CRM6052", "/between")]
    [InlineData("""{"field":"a","in":"b"}""", "CRM6052", "/in")]
    [InlineData("""{"field":"a","field":"b","eq":1}""", "CRM6050", "")]
    [InlineData("""{"event":"order","count":{"gte":1},"sum":{"of":"net","gte":1}}""", "CRM6050", "")]
    [InlineData("""{"event":"order","within":"P1D","from":"today"}""", "CRM6052", "/within")]
    [InlineData("""{"near":{"latitude":91,"longitude":0,"datum":"wgs84"},"withinKm":1}""", "CRM6052", "/near/latitude")]
    [InlineData("""{"near":{"latitude":1,"longitude":0},"withinKm":1}""", "CRM6050", "/near")]
    public void CL_3_What_is_no_segment_is_refused_at_its_place(string json, string code, string pointer)
    {
        SegmentException refused = Assert.Throws<SegmentException>(() => SegmentJson.Read(json));
        Assert.Equal((code, pointer), (refused.Code, refused.Pointer));
    }

    [Fact]
    public void CL_3_Depth_and_number_of_nodes_are_limited()
    {
        static string Nested(int depth) => depth == 1 ? """{"any":[]}""" : $$"""{"not":{{Nested(depth - 1)}}}""";
        static string Wide(int nodes) => $$"""{"all":[{{string.Join(',', Enumerable.Repeat("""{"any":[]}""", nodes - 1))}}]}""";

        Assert.NotNull(SegmentJson.Read(Nested(SegmentLimits.MaxDepth)));
        Assert.NotNull(SegmentJson.Read(Wide(SegmentLimits.MaxNodes)));
        Assert.Equal("CRM6053", Assert.Throws<SegmentException>(() => SegmentJson.Read(Nested(SegmentLimits.MaxDepth + 1))).Code);
        Assert.Equal("CRM6053", Assert.Throws<SegmentException>(() => SegmentJson.Read(Wide(SegmentLimits.MaxNodes + 1))).Code);
    }
}
