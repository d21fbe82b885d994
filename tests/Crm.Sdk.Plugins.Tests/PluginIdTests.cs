using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Plugins.Tests;

public sealed class PluginIdTests
{
    [Theory]
    [InlineData("com.acme.sms")]
    [InlineData("a.b")]
    [InlineData("crm.storage-sqlite.v2")]
    [InlineData("x1.2y")]
    public void A_reversed_domain_name_in_lower_case_is_an_id(string text) => Assert.Equal(text, new PluginId(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("acme")]
    [InlineData("Com.acme")]
    [InlineData("com..acme")]
    [InlineData("com.acme.")]
    [InlineData("com.-acme")]
    [InlineData("com.acme-")]
    [InlineData("1com.acme")]
    [InlineData("com.ac_me")]
    [InlineData("com.acme\n")]
    [InlineData("com.短信")]
    public void Anything_else_is_none(string text)
    {
        Assert.Equal(ErrorCodes.BadIdentity, Assert.Throws<CrmException>(() => new PluginId(text)).Code);
        Assert.False(PluginId.TryParse(text, out _));
    }

    [Fact]
    public void Code_and_schema_agree_on_what_an_id_is() => Law.Holds(
        Gen.Elements("a", "z", "1", "-", ".", "A", "_").ArrayOf().Select(string.Concat),
        text =>
        {
            ManifestReading reading = ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(
                $$"""{ "manifestVersion": 1, "id": "{{text}}", "version": "1.0.0", "name": "n", "entryAssembly": "A.dll", "sdk": "1.0" }"""));
            return PluginId.TryParse(text, out _) == reading.Manifest is not null;
        },
        tests: 1000);

    [Fact]
    public void Ids_are_ordered_by_code_point()
    {
        Assert.True(new PluginId("a.b-c") < new PluginId("a.b.c"));
        Assert.True(new PluginId("a.b") <= new PluginId("a.b"));
        Assert.True(new PluginId("a.c") > new PluginId("a.b.c"));
    }
}
