using System.Globalization;
using System.Reflection;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>Tables that people read have their titles in Chinese, too.</summary>
public sealed class ColumnTitleTests : IAsyncDisposable
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    public static TheoryData<string> Names =>
    [
        .. typeof(CrmTool).Assembly.GetTypes()
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(static columns => typeof(IEnumerable<Column>).IsAssignableFrom(columns.FieldType))
            .SelectMany(static columns => (IEnumerable<Column>)columns.GetValue(null)!)
            .Where(static column => column.Title is null)
            .Select(static column => column.Name)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_column_has_a_title_in_Chinese(string name) => Assert.True(ColumnTitles.Of(new Column(name), Chinese) is var title && (title != name || name is "f" or "m" or "r"), $"'{name}' has no Chinese title; add column.{name} to Texts/zh.json of the tool.");

    [Fact]
    public async Task A_table_is_titled_in_the_language_of_the_call()
    {
        Assert.Contains("负责人", (await _folder.RunAsync("task", "list", "--lang", "zh")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("owner", (await _folder.RunAsync("task", "list")).Expect(0).Output, StringComparison.Ordinal);
    }
}
