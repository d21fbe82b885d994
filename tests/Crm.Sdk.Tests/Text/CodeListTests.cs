using System.Globalization;
using Crm.Sdk.Customers;
using Xunit;

namespace Crm.Sdk.Tests.Text;

public sealed class CodeListTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Fact]
    public void Every_built_in_code_has_a_title_in_English_and_one_in_Chinese() => Assert.All(
        CodeLists.All.SelectMany(static list => list.Members.Select(member => (list, member))),
        static each =>
        {
            string code = $"{each.list.Name}.{each.member.Code}";
            Assert.Equal(each.member.English, new CodeTexts().Find(code, English));
            Assert.Equal(each.member.Chinese, new CodeTexts().Find(code, Chinese));
            Assert.Contains(each.member.Chinese, static letter => letter is >= '\u4E00' and <= '\u9FFF');
            Assert.All(each.member.English, static letter => Assert.True(char.IsAscii(letter) || letter is '′' or '″')); // Altman's Z′ and Z″
        });

    [Fact]
    public void Every_list_has_a_name_of_its_own() => Assert.Equal(CodeLists.All.Count, CodeLists.All.Select(static list => list.Name).Distinct().Count());

    [Fact]
    public void The_lists_have_as_many_members_as_the_glossary_names() => Assert.Equal(
        [8, 6, 3, 12, 9, 9, 5],
        new[] { InformationChannels.Direct, InformationChannels.Indirect, InformationChannels.Places, ProspectingMethods.List, RecognitionMethods.List, NeedChannels.List, NeedSteps.List }.Select(static list => list.Members.Count));

    [Fact]
    public void A_code_that_is_not_built_in_stands_for_itself()
    {
        Assert.Equal("acme.drone", NeedChannels.List.TitleOf("acme.drone", Chinese));
        Assert.Equal("调查", NeedChannels.List.TitleOf(NeedChannels.Survey, Chinese));
        Assert.Null(new CodeTexts().Find("need-channel.acme.drone", English));
        Assert.Null(new CodeTexts().Find("need-channel.survey", CultureInfo.GetCultureInfo("fr")));
        Assert.Null(CodeLists.Find("no-list"));
    }

    [Fact]
    public void A_code_stands_in_a_list_once_and_has_the_form_of_a_code()
    {
        Assert.Equal(ErrorCodes.BadValue, Assert.Throws<CrmException>(() => new CodeList("x", new("a", "A", "甲"), new("a", "B", "乙"))).Code);
        Assert.Equal(ErrorCodes.BadValue, Assert.Throws<CrmException>(() => new CodeList("x", new OpenCode("Not a code", "A", "甲"))).Code);
    }
}
