using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

public sealed class PageCursorTests
{
    private static readonly Gen<PageCursor> Cursors =
        from type in Gen.Elements(FieldType.Bool, FieldType.Int, FieldType.Text, FieldType.Id, FieldType.Instant, FieldType.Date)
        from value in FieldValueGen.OrNull(type)
        select new PageCursor(value, RecordId.New());

    [Fact]
    public void CU_5_A_cursor_comes_back_from_its_text_unchanged_whatever_the_value() => Law.Holds(
        Cursors,
        static cursor =>
        {
            string text = cursor.ToText();
            Assert.All(text, static c => Assert.True(char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
            Assert.Equal(cursor, PageCursor.Parse(text));
        },
        tests: 2_000);

    [Theory]
    [InlineData("")]
    [InlineData("c1")]
    [InlineData("!!")]
    [InlineData("MDAxYTIxZjBi")]
    [InlineData("_____w")]
    public void What_is_no_cursor_is_refused(string text) =>
        Assert.Equal(StorageErrorCodes.BadPage, Assert.Throws<CrmException>(() => PageCursor.Parse(text)).Code);
}
