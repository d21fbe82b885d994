using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Archive;

public sealed class ListPlanTests
{
    [Theory]
    [InlineData("{\"all\":[]}", null, "order of ids")]
    [InlineData("{\"all\":[]}", "email", "index email")]
    [InlineData("{\"all\":[]}", "name", "scan")]
    [InlineData("{\"field\":\"owner\",\"eq\":\"e1\"}", null, "index owner")]
    [InlineData("{\"field\":\"key\",\"eq\":\"c1\"}", null, "index key")]
    [InlineData("{\"field\":\"email\",\"startsWith\":\"a\"}", null, "index email")]
    [InlineData("{\"field\":\"region\",\"eq\":\"north\"}", null, "scan")]
    [InlineData("{\"all\":[{\"field\":\"region\",\"eq\":\"north\"},{\"field\":\"owner\",\"in\":[\"e1\",\"e2\"]}]}", null, "index owner")]
    [InlineData("{\"any\":[{\"field\":\"region\",\"eq\":\"north\"},{\"field\":\"owner\",\"eq\":\"e1\"}]}", null, "scan")]
    [InlineData("{\"any\":[{\"field\":\"phone\",\"eq\":\"+49\"},{\"field\":\"owner\",\"eq\":\"e1\"}]}", null, "index phone")]
    [InlineData("{\"not\":{\"field\":\"owner\",\"eq\":\"e1\"}}", null, "scan")]
    public void CU_5_A_list_says_whether_it_uses_an_index_or_scans(string where, string? order, string plan) => Assert.Equal(
        plan, ListPlan.Of(ConditionReader.Read(where, CustomerModel.Kind), order is null ? null : new RecordOrder(order), CustomerModel.Kind).ToString());
}
