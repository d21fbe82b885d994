using System.Text;
using Crm.Sdk.Credit;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

public sealed class CreditSampleReaderTests
{
    [Fact]
    public async Task German_credit_has_700_good_and_300_bad_loans_with_numbers_and_codes()
    {
        CreditSample sample = await GermanCredit.ReadAsync();

        Assert.Equal((1_000, 700, 300), (sample.Count, sample.Good, sample.Bad));
        Assert.Equal(20, sample.Columns.Count);
        Assert.Equal(7, sample.Columns.Count(static column => column.TakesNumbers));
    }

    [Theory]
    [InlineData("a,bad\n1,0\n2,0\n", "Of 2 cases 0 are bad")]
    [InlineData("a,outcome\n1,0\n2,1\n", "There is no column 'bad'")]
    [InlineData("a,bad\n1,0\n2\n", "Line 3: the row has 1 field, the columns are 2")]
    [InlineData("a,bad\n1,0\n2,\n", "Case 2 has no outcome")]
    [InlineData("a,bad\n", "The file has no cases")]
    public async Task A_file_that_cannot_carry_a_scorecard_is_refused_with_the_place(string csv, string says)
    {
        CrmException error = await Assert.ThrowsAsync<CrmException>(() => ReadAsync(csv, new CreditSampleRequest { Outcome = "bad", BadValue = "1" }));

        Assert.Equal(CreditErrorCodes.BadSample, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_are_codes_are_read_as_texts_when_told()
    {
        const string Csv = "branch,bad\n7,0\n8,1\n,0\n";

        Assert.True((await ReadAsync(Csv, new CreditSampleRequest { Outcome = "bad", BadValue = "1" })).Columns[0].TakesNumbers);
        CreditSample told = await ReadAsync(Csv, new CreditSampleRequest { Outcome = "bad", BadValue = "1", Texts = ["branch"] });
        Assert.False(told.Columns[0].TakesNumbers);
        Assert.True(told.Columns[0][2].IsNothing);
    }

    private static async Task<CreditSample> ReadAsync(string csv, CreditSampleRequest request)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return await CreditSampleReader.ReadAsync(stream, request, CancellationToken.None);
    }
}
