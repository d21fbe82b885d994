using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Tests.Testing;

public sealed class EnvironmentTests
{
    [Theory]
    [InlineData(200, 1, 20)]
    [InlineData(50, 10, 10)]
    [InlineData(5, 10, 5)]
    [InlineData(5, 1, 1)]
    public void A_normal_run_takes_a_tenth_but_not_less_than_the_least(int stated, int atLeast, int expected)
    {
        Assert.Equal(expected, ScaledCount.Of(stated, atLeast, full: false));
        Assert.Equal(stated, ScaledCount.Of(stated, atLeast, full: true));
    }

    [Fact]
    public void A_misspelt_scale_is_refused()
    {
        Assert.True(ScaledCount.Read("full"));
        Assert.False(ScaledCount.Read(null));
        Assert.Throws<FormatException>(() => ScaledCount.Read("Full"));
    }

    [Fact]
    public async Task A_temporary_folder_goes_with_all_it_holds()
    {
        string file;
        await using (var folder = new TempFolder())
        {
            file = await folder.WriteAsync("a/b/c.txt", "text");
            Assert.True(File.Exists(file));
            Assert.StartsWith(folder.Root, file, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(file));
    }
}
