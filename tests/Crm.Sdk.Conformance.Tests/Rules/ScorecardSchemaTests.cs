using System.Text;
using System.Text.Json;
using Crm.Sdk.Conformance.Tests.Segments;
using Crm.Sdk.Credit;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Rules;

/// <summary>The published schema of scorecards and the reader agree (CR-8).</summary>
public sealed class ScorecardSchemaTests
{
    private const string One = """{"id":"x","version":1,"scaling":{"points":600,"goodToBad":19,"doubling":50},"intercept":-0.8,"characteristics":[{"code":"age","coefficient":1,"bins":[{"below":30,"good":1,"bad":2,"weight":0.5},{"from":30,"weight":-0.5}]}]}""";

    private static readonly SchemaCheck Schema = new(JsonDocument.Parse(File.ReadAllText(RepositoryFolder.PathOf("docs", "schemas", "scorecard.schema.json"))).RootElement);

    [Fact]
    public void A_scorecard_that_is_written_is_valid_and_reads_back()
    {
        Scorecard read = ScorecardFile.Read(Encoding.UTF8.GetBytes(One));

        Assert.True(IsValid(One));
        Assert.True(IsValid(Encoding.UTF8.GetString(ScorecardFile.Write(read))));
        Assert.Equal(read, ScorecardFile.Read(ScorecardFile.Write(read)));
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":0")]
    [InlineData("\"id\":\"x\",", "")]
    [InlineData("\"goodToBad\":19", "\"goodToBad\":0")]
    [InlineData("\"coefficient\":1,", "")]
    [InlineData("\"weight\":0.5", "\"weight\":\"0.5\"")]
    [InlineData("\"weight\":0.5", "\"woe\":0.5")]
    public void What_the_reader_refuses_the_schema_refuses_too(string from, string to)
    {
        string wrong = One.Replace(from, to, StringComparison.Ordinal);

        Assert.NotEqual(One, wrong);
        Assert.False(IsValid(wrong));
        Assert.Equal(CreditErrorCodes.BadScorecard, Assert.Throws<CrmException>(() => ScorecardFile.Read(Encoding.UTF8.GetBytes(wrong))).Code);
    }

    private static bool IsValid(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Schema.IsValid(document.RootElement);
    }
}
