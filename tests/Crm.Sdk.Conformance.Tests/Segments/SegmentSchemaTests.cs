using System.Text.Json;
using System.Text.RegularExpressions;
using Crm.Sdk.Segments;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Segments;

/// <summary>The published schema and the reader agree (CL-3).</summary>
public sealed class SegmentSchemaTests
{
    private static readonly JsonElement Document = JsonDocument.Parse(File.ReadAllText(RepositoryFolder.PathOf("docs", "schemas", "segment.schema.json"))).RootElement;
    private static readonly SchemaCheck Schema = new(Document);

    [Fact]
    public void CL_3_Every_segment_that_is_written_is_valid() => Law.Holds(SegmentGen.Any, static segment => IsValid(SegmentJson.Write(segment)), tests: 1_000);

    [Fact]
    public void CL_3_Every_example_of_the_documentation_is_valid_and_is_read()
    {
        string[] examples = [.. Regex.Matches(File.ReadAllText(RepositoryFolder.PathOf("docs", "segments.md")), "```json\n(?<json>.*?)```", RegexOptions.Singleline).Select(static match => match.Groups["json"].Value)];
        Assert.NotEmpty(examples);
        Assert.All(examples, static example => Assert.True(IsValid(example) && SegmentJson.Read(example) is not null, example));
    }

    [Theory]
    [InlineData("""{"feild":"region","eq":1}""")]
    [InlineData("""{"field":"region"}""")]
    [InlineData("""{"all":[],"any":[]}""")]
    [InlineData("""{"field":"a","between":[1]}""")]
    [InlineData("""{"field":"a","eq":null}""")]
    [InlineData("""{"label":"a"}""")]
    [InlineData("""{"label":"a","is":"b","in":["c"]}""")]
    [InlineData("""{"event":"order","within":"30D"}""")]
    [InlineData("""{"event":"order","sum":{"gte":1}}""")]
    [InlineData("""{"event":"order","from":"soon"}""")]
    [InlineData("""{"birthday":{"withinDays":0}}""")]
    [InlineData("""{"near":{"latitude":1,"longitude":0},"withinKm":1}""")]
    [InlineData("""{"segment":"a","version":0}""")]
    [InlineData("""{"any":[{"not":[]}]}""")]
    public void CL_3_What_the_reader_refuses_the_schema_refuses_too(string json)
    {
        Assert.False(IsValid(json));
        Assert.Throws<SegmentException>(() => SegmentJson.Read(json));
    }

    private static bool IsValid(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Schema.IsValid(document.RootElement);
    }
}
