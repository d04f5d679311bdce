using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using Auditor.Core.Inventory;

namespace Auditor.Core.Privacy;

/// <summary>Words that say nothing about whose account it is: those of AWS and its answers, of the inventory, of HTTP and of everybody's APIs.</summary>
internal static partial class CommonWords
{
    public static FrozenSet<string> All { get; } =
    [
        .. Listed.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).SelectMany(Of),
        .. OfInventory().SelectMany(Of),
    ];

    /// <summary>The words of a name, in small letters: <c>restApiId</c> has three.</summary>
    public static IEnumerable<string> Of(string name) => Letters().Matches(name).Select(word => word.Value.ToLowerInvariant());

    // Names of members and kinds stand in the file.
    private static IEnumerable<string> OfInventory() => typeof(Api).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Api).Namespace)
        .SelectMany(type => type.IsEnum ? Enum.GetNames(type) : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(member => member.Name));

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Letters();

    private const string Listed = """
        arn aws amazon amazonaws com net org io dev app cloud info biz local localhost internal invalid example test corp lan home arpa onaws api apis apigateway apigw gateway execute restapis restapi rest http https
        websocket websockets wss stage stages prod production live prd dev develop development staging stg uat qa preprod pre sandbox demo beta alpha canary blue green main master default latest current old new legacy
        north south east west central northeast southeast northwest southwest gov iso isob global cloudfront edge regional private public vpc vpce vpclink vpclinks endpoint endpoints domain domains domainname
        domainnames basepathmappings apimappings mappings mapping routingrules routing rule rules portals portal products product
        lambda function functions invocations invoke invocation path paths alias aliases version versions qualifier layer role roles user users group groups policy policies root federated assumed instance profile mfa
        oidc provider saml idp service services linked cognito userpool userpools pool pools identity identities client clients app apps auth authentication authorization authorize authorizer authorizers authorized
        token tokens jwt bearer basic digest key keys apikey apikeys usage plan plans usageplans quota throttle throttling limit limits rate burst custom request requests response responses
        header headers query querystring multivalueheader multivaluequerystring body method methods resource resources integration integrations route routes context claims claim sub subject scope scopes issuer audience aud
        elb elasticloadbalancing loadbalancer balancer load net listener target targetgroup servicediscovery sns sqs dynamodb kinesis firehose states events event bridge stepfunctions statemachine bucket queue topic table stream
        logs log group loggroup cloudwatch metric metrics alarm alarms dashboard trace tracing xray monitoring monitor audit auditor config configservice recorder recorders delivery channel channels waf wafv2 webacl web acl regional ipset regexpatternset
        rulegroup managed rulegroups ratebased certificate certificates acm pca tls ssl mtls truststore cacert pem secret secrets secretsmanager ssm parameter parameters kms cmk
        get put post patch delete head options any connect disconnect create read update list describe remove add set check validate verify search find export import send receive process handle handler run start stop
        admin administrator account accounts login logout signin signup register callback oauth openid wellknown well known jwks json xml yaml html text plain form data urlencoded multipart octet image png application
        proxy mock health healthz healthcheck status ping ready live version docs doc swagger openapi spec schema model models v validation validator validators item items id ids name names type kind value values
        true false null none empty yes no on off enabled disabled enable disable required optional allow deny allowed denied effect action actions not principal principals statement sid condition conditions
        string equals like ignore case numeric bool boolean date ip address not if exists for all values any less greater than arnlike arnequals
        source destination arns uri url urls host hosts hostname port protocol scheme timeout timeouts retries retry error errors message messages code codes reason because failed failure success
        access control origin origins cors credentials allow expose max age preflight content length encoding language accept user agent referer cookie cookies set forwarded server strict transport security
        team owner env environment project cost center component application system tier purpose created by managed terraform cdk sam serverless cloudformation stack stackname logical physical aws:cloudformation pulumi
        the a an and or of in on at to from by with without is are was were be been has have had this that these those it its as for which who what when where why how can cannot could may must should will would do does
        did not only also all any each every no some one two three four first last more most other another same own than then there here into out up down over under again after before while until
        was denied because identity based explicit resource based permission permissions boundary session perform performing user authorized expired invalid missing found exist exists unable try later again
        eu us ap sa ca me af cn il mx availability zone zones region regions partition
        aws managed rules common rule set known bad inputs sqli sql linux windows unix php wordpress reputation anonymous bot anti ddos core
        uri query string single all headers cookies fragment ja order priority visibility sampled
        byte match regex geo rate xss size constraint label statement statements scope down search positional constraint exactly starts ends contains word transformation transformations lowercase compress white space decode html entity
        field argument arguments match fallback behavior behaviour aggregate evaluation window sec seconds minutes hours days week month year
        count block captcha challenge pass through override version vendor
        metric data result results complete partial internal statistic sum average maximum minimum stat period namespace dimension dimensions unit
        latency integration errors cache hit miss
        created updated modified deployed deployment deployments date time at stages canary setting settings percent traffic overrides use variables variable
        cacheable cluster enabled size status ttl encrypted unauthorized strategy fail succeed data logging level info off error format trace minify
        position limit marker next previous page pages continuation is truncated
        restapi rest apiid principal org organization organizations paths management tag keys called via region source account vpce vpcsourceip secure transport multi factor present type userid username
        owner amz security x amzn requestid trace errortype type retry
        google accounts googleapis securetoken microsoftonline windows sts okta oktapreview auth onelogin github githubusercontent actions gitlab bitbucket apple appleid facebook kubernetes eks amazoncognito idp
        network connection connections link links subnet subnets security group groups private ready pending deleting available
        api gateway restapis http websocket mutual authentication policy selection expression template templates mapping content handling convert binary passthrough when match never
        integration response parameters overwrite append statuscode pattern
        openapi swagger info title description contact license servers tags components schemas paths operation summary consumes produces definitions definition ref properties property object array integer number format required
        extension extensions export exports postman boto oas
        trust relationship assume role external federated web certificate attached inline document documents detail details
        region opt opted default state active suspended joined invited management payer email
        function url iam lambda snapstart alias routing config
        shop service backend frontend public internal external customer customers partner partners mobile app website site
        daily nightly weekly monthly hourly report reports
        """;
}
