using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crm.Sdk.Customers;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

public sealed class RelationTests
{
    private static readonly CustomerId Parent = CustomerId.New();
    private static readonly CustomerId Other = CustomerId.New();
    private static readonly CustomerId Child = CustomerId.New();

    [Fact]
    public void CU_8_A_customer_has_one_relation_of_a_hierarchical_type_above_it_whoever_is_above()
    {
        Assert.Equal(Relation.Between(RelationTypes.Subsidiary, Parent, Child).Id, Relation.Between(RelationTypes.Subsidiary, Other, Child).Id);
        Assert.NotEqual(Relation.Between(RelationTypes.Subsidiary, Parent, Child).Id, Relation.Between(RelationTypes.Referral, Parent, Child).Id);
        Assert.NotEqual(Relation.Between(RelationTypes.Subsidiary, Parent, Child).Id, Relation.Between(RelationTypes.Subsidiary, Parent, Other).Id);
    }

    [Fact]
    public void CU_8_Other_types_allow_any_number_of_relations() =>
        Assert.NotEqual(Relation.Between(RelationTypes.Household, Parent, Child).Id, Relation.Between(RelationTypes.Household, Parent, Child).Id);

    [Fact]
    public void The_derived_id_is_a_version_8_UUID_of_the_hash_of_type_and_child()
    {
        byte[] hash = SHA256.HashData([.. Encoding.UTF8.GetBytes("subsidiary"), 0, .. Child.Value.ToByteArray(bigEndian: true)]);
        byte[] id = Relation.IdUnder("subsidiary", Child).Value.ToByteArray(bigEndian: true);

        Assert.Equal(8, id[6] >> 4);
        Assert.Equal(2, id[8] >> 6);
        id[6] = (byte)((id[6] & 0x0F) | (hash[6] & 0xF0));
        id[8] = (byte)((id[8] & 0x3F) | (hash[8] & 0xC0));
        Assert.Equal(hash[..16], id);
    }

    [Fact]
    public void A_relation_holds_from_its_first_day_to_its_last()
    {
        Relation relation = Relation.Between(RelationTypes.Household, Parent, Child, new LocalDate(2026, 1, 2)) with { Until = new LocalDate(2026, 1, 3) };

        Assert.False(relation.HoldsOn(new LocalDate(2026, 1, 1)));
        Assert.True(relation.HoldsOn(new LocalDate(2026, 1, 2)));
        Assert.True(relation.HoldsOn(new LocalDate(2026, 1, 3)));
        Assert.False(relation.HoldsOn(new LocalDate(2026, 1, 4)));
    }

    [Fact]
    public void A_type_reads_from_either_end_in_both_languages()
    {
        Assert.Equal("子公司", RelationTypes.Subsidiary.TitleIn(CultureInfo.GetCultureInfo("zh-CN")));
        Assert.Equal("Parent company", RelationTypes.Subsidiary.InverseIn(CultureInfo.GetCultureInfo("en-GB")));
        Assert.Same(RelationTypes.Referral, RelationTypes.Find("referral"));
        Assert.Null(RelationTypes.Find("acme.rival"));
    }

    [Fact]
    public void A_type_of_a_host_may_be_a_hierarchy_too()
    {
        var branch = new RelationType(new OpenCode("acme.branch", "Branch", "分店"), "Head office", "总店", IsHierarchical: true);

        Assert.Equal(Relation.IdUnder("acme.branch", Child), Relation.Between(branch, Parent, Child).Id);
    }
}
