/** Folders that a server writes with its own settings, beside /tmp; by the name of its program. Its data are not among them: these want a volume. */
export const WRITTEN: ReadonlyMap<string, readonly string[]> = new Map([
  ["apache2", ["/var/run/apache2", "/var/lock/apache2"]],
  ["apache2-foreground", ["/var/run/apache2", "/var/lock/apache2"]],
  ["apache2ctl", ["/var/run/apache2", "/var/lock/apache2"]],
  ["httpd", ["/usr/local/apache2/logs", "/run/httpd"]],
  ["httpd-foreground", ["/usr/local/apache2/logs"]],
  ["nginx", ["/var/cache/nginx", "/run"]],
  ["openresty", ["/usr/local/openresty/nginx/client_body_temp", "/run"]],
  ["mariadbd", ["/run/mysqld"]],
  ["mysqld", ["/var/run/mysqld"]],
  ["postgres", ["/var/run/postgresql"]],
  ["catalina.sh", ["/usr/local/tomcat/logs", "/usr/local/tomcat/temp", "/usr/local/tomcat/work"]],
  ["squid", ["/var/cache/squid", "/var/log/squid", "/run"]],
  ["supervisord", ["/run", "/var/log/supervisor"]],
  ["varnishd", ["/var/lib/varnish"]],
  ["rabbitmq-server", ["/var/log/rabbitmq"]],
])
